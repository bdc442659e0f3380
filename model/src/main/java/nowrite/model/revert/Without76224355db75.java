package nowrite.model.revert;

import nowrite.model.kernel.Kernel;
import nowrite.model.v6_1.FuseFops;

/**
 * open with O_TRUNC invalidates the page cache under nowrite, and before i_size is 0 (until 2021).
 */
public final class Without76224355db75 extends FuseFops {
    /** Makes the component. */
    public Without76224355db75(Kernel k) {
        super(k);
    }

    @Override
    public void finishOpen(boolean truncates) {
        step("fuse_finish_open:invalidate");
        k.truncate.invalidateInodePages2();
        super.finishOpen(truncates);
    }

    @Override
    protected void afterRelease(boolean truncates) {}
}
