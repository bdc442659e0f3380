package nowrite.model.revert;

import nowrite.model.kernel.Kernel;
import nowrite.model.state.Page;
import nowrite.model.v3_13.FuseFile;

/** page_mkwrite waits for the copy without the page lock and returns 0 (2013, lock page). */
public final class WithoutCca2437045dd extends FuseFile {
    /** Makes the component. */
    public WithoutCca2437045dd(Kernel k) {
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
