import nowrite.model.kernel.Kernel;
import nowrite.model.state.Page;
import nowrite.model.v3_13.FuseFile;

/** ->writepage waits for the copy in flight. */
public class WritepageWaitsFuseFile extends FuseFile {
    /** Makes the component. */
    public WritepageWaitsFuseFile(Kernel k) {
        super(k);
    }

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
