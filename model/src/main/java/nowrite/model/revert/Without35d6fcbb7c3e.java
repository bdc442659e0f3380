package nowrite.model.revert;

import nowrite.model.kernel.Kernel;
import nowrite.model.v6_1.FuseFops;

/** fallocate beyond the limit returns with the inode locked (until 2019). */
public final class Without35d6fcbb7c3e extends FuseFops {
    /** Makes the component. */
    public Without35d6fcbb7c3e(Kernel k) {
        super(k);
    }

    @Override
    protected void tooLarge() {}
}
