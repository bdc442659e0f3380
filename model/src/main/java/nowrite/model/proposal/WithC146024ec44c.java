package nowrite.model.proposal;

import nowrite.model.kernel.Kernel;
import nowrite.model.state.Page;
import nowrite.model.v3_13.FuseFile;

/** fuse_launder_page waits for the copy in flight before it writes the page (2020). */
public final class WithC146024ec44c extends FuseFile {
    /** Makes the component. */
    public WithC146024ec44c(Kernel k) {
        super(k);
    }

    @Override
    public void fuseLaunderPage(Page page) {
        enter("fuse_launder_page");
        if (k.pageWriteback.clearPageDirtyForIo(page)) {
            serialize(page);
            k.fuseFile.fuseWritepageLocked(page);
            fuseWaitOnPageWriteback(page.index);
        }
        leave();
    }

    /** A frame of its own: the two waits of the function are different places. */
    private void serialize(Page page) {
        enter("serialize");
        fuseWaitOnPageWriteback(page.index);
        leave();
    }
}
