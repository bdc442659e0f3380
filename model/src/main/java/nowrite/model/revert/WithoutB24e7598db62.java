package nowrite.model.revert;

import nowrite.model.kernel.Kernel;
import nowrite.model.v6_1.FuseDir;

/** chmod does not write back what is dirty (until 2019). */
public final class WithoutB24e7598db62 extends FuseDir {
    /** Makes the component. */
    public WithoutB24e7598db62(Kernel k) {
        super(k);
    }

    @Override
    protected void beforeAttributes() {}
}
