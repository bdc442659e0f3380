import nowrite.model.kernel.Kernel;
import nowrite.model.state.Page;
import nowrite.model.v3_13.FuseFile;

/** Fuse_page_mkwrite waits for the copy without the page lock; the chain, which hides it, is out. */
public class MkwriteWaitsBeforeItLocksFuseFile extends FuseFile {
    /** Makes the component. */
    public MkwriteWaitsBeforeItLocksFuseFile(Kernel k) {
        super(k);
    }

    @Override
    public int fusePageMkwrite(Page page) {
        enter("fuse_page_mkwrite");
        fuseWaitOnPageWriteback(page.index);
        leave();
        return 0;
    }
}
