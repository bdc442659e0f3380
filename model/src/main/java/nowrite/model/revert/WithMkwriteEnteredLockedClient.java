package nowrite.model.revert;

import nowrite.model.kernel.Fault;
import nowrite.model.kernel.Kernel;
import nowrite.model.state.Page;
import nowrite.model.v2_6_30.MetadataClient;

/** The client's page_mkwrite finds the page locked. */
public final class WithMkwriteEnteredLockedClient extends MetadataClient {
    /** Makes the component. */
    public WithMkwriteEnteredLockedClient(Kernel k) {
        super(k);
    }

    @Override
    protected int prepare(Page page) {
        boolean got = allocate(page);
        unlock(client.lock);
        return got ? 0 : Fault.VM_FAULT_SIGBUS;
    }
}
