package nowrite.model.v2_6_30;

import nowrite.model.kernel.Kernel;
import nowrite.model.state.Page;

/**
 * The client as b827e496c893 lets it be: page_mkwrite locks the page, after the file system's own
 * lock, looks whether it is still in the file, and returns with the page locked.
 */
public class MetadataClient extends nowrite.model.client.MetadataClient {
    /** Makes the component. */
    public MetadataClient(Kernel k) {
        super(k);
    }

    @Override
    protected int prepare(Page page) {
        int ret;
        lockPage(page, "client_page_mkwrite:lock_page");
        if (!mayMap(page)) {
            unlockPage(page);
            ret = Fault.VM_FAULT_NOPAGE;
        } else if (!allocate(page)) {
            unlockPage(page);
            ret = Fault.VM_FAULT_SIGBUS;
        } else {
            ret = Fault.VM_FAULT_LOCKED;
        }
        unlock(client.lock);
        return ret;
    }

    /** page->mapping, looked at under the page lock. */
    protected boolean mayMap(Page page) {
        return inCache(page);
    }
}
