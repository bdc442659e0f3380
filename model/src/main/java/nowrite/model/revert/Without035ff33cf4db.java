package nowrite.model.revert;

import nowrite.model.kernel.Kernel;
import nowrite.model.v6_1.FuseHandle;

/** release does not write back what a write(2) has left since ->flush (until 2022). */
public final class Without035ff33cf4db extends FuseHandle {
    /** Makes the component. */
    public Without035ff33cf4db(Kernel k) {
        super(k);
    }

    @Override
    protected void writeAtRelease() {}
}
