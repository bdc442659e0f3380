package nowrite.model.revert;

import nowrite.model.kernel.Kernel;
import nowrite.model.state.FuseReq;
import nowrite.model.v6_1.FuseFile;

/** What was chained behind a dropped WRITE is freed and not counted off (until 2024). */
public final class WithoutF7790d677853 extends FuseFile {
    /** Makes the component. */
    public WithoutF7790d677853(Kernel k) {
        super(k);
    }

    @Override
    protected void accountDropped(FuseReq aux) {}
}
