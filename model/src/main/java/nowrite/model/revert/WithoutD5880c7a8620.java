package nowrite.model.revert;

import nowrite.model.kernel.Kernel;
import nowrite.model.state.Page;
import nowrite.model.v3_13.FuseFile;

/** ->writepage forgets to unlock a page that it skips (fixed in 2019). */
public final class WithoutD5880c7a8620 extends FuseFile {
    /** Makes the component. */
    public WithoutD5880c7a8620(Kernel k) {
        super(k);
    }

    @Override
    protected void unlockSkipped(Page page) {}
}
