import nowrite.model.kernel.Kernel;
import nowrite.model.state.Page;
import nowrite.model.v3_13.FuseFile;

/** ->writepage leaves a page in flight alone and forgets to unlock it. */
public class SkippedPageStaysLockedFuseFile extends FuseFile {
    /** Makes the component. */
    public SkippedPageStaysLockedFuseFile(Kernel k) {
        super(k);
    }

    @Override
    protected void unlockSkipped(Page page) {}
}
