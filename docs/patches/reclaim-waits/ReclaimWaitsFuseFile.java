import nowrite.model.kernel.Kernel;
import nowrite.model.state.Page;
import nowrite.model.v3_13.FuseFile;

/** ->writepage waits for the copy in flight, in place of leaving the page dirty. */
public class ReclaimWaitsFuseFile extends FuseFile {
    /** Makes the component. */
    public ReclaimWaitsFuseFile(Kernel k) {
        super(k);
    }

    /** Locks on entry: page lock; on exit: none. */
    @Override
    public void fuseWritepage(Page page) {
        enter("fuse_writepage");
        fuseWaitOnPageWriteback(page.index);
        k.fuseFile.fuseWritepageLocked(page);
        step("fuse_writepage:unlock_page");
        unlockPage(page);
        leave();
    }
}
