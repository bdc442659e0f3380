import nowrite.model.kernel.Fault;
import nowrite.model.kernel.Kernel;
import nowrite.model.state.Page;
import nowrite.model.v3_13.FuseFile;

/** page_mkwrite waits for the copy in flight with the page unlocked, and looks again. */
public class WaitsUnlockedFuseFile extends FuseFile {
    /** Makes the component. */
    public WaitsUnlockedFuseFile(Kernel k) {
        super(k);
    }

    /** Locks on entry: none; on exit: page lock, if it returns VM_FAULT_LOCKED. */
    @Override
    public int fusePageMkwrite(Page page) {
        enter("fuse_page_mkwrite");
        int ret = 0;
        while (ret == 0) {
            lockPage(page, "fuse_page_mkwrite:lock_page");
            if (!inCache(page)) {
                unlockPage(page);
                ret = Fault.VM_FAULT_NOPAGE;
            } else if (isInFlight(page)) {
                step("fuse_page_mkwrite:unlock_page");
                unlockPage(page);
                fuseWaitOnPageWriteback(page.index);
            } else {
                ret = Fault.VM_FAULT_LOCKED;
            }
        }
        leave();
        return ret;
    }

    private boolean isInFlight(Page page) {
        lock(k.conn().lock, "fuse_page_mkwrite:in_flight");
        boolean inFlight = fusePageIsWriteback(page.index);
        unlock(k.conn().lock);
        return inFlight;
    }
}
