import nowrite.model.kernel.Kernel;
import nowrite.model.state.Page;
import nowrite.model.v3_13.FuseFile;

/** fuse_writepages_fill looks whether a copy of the page is with the daemon. */
public class SamePageRewritesFuseFile extends FuseFile {
    /** Makes the component. */
    public SamePageRewritesFuseFile(Kernel k) {
        super(k);
    }

    /** Without the fix nobody looks: false. The caller holds fc->lock. */
    @Override
    protected boolean fillInFlight(Page page) {
        return fusePageIsWriteback(page.index);
    }
}
