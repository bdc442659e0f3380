import nowrite.model.kernel.Kernel;
import nowrite.model.state.Page;
import nowrite.model.v3_13.Batch;
import nowrite.model.v3_13.FuseFile;

/** Whoever writes a page back waits for its copy in flight. */
public class EverybodyWaitsFuseFile extends FuseFile {
    /** Makes the component. */
    public EverybodyWaitsFuseFile(Kernel k) {
        super(k);
    }

    @Override
    protected void fill(Page page, Batch data, boolean syncAll) {
        fillOrWait(page, data, false);
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
