package nowrite.model.revert;

import nowrite.model.kernel.FuseDir;
import nowrite.model.kernel.Kernel;

/** Neither setattr nor fsync forbids and awaits WRITEs. */
public final class WithoutNowrite extends FuseDir {
    /** Makes the component. */
    public WithoutNowrite(Kernel k) {
        super(k);
    }

    @Override
    public void fuseSetNowrite() {}

    @Override
    public void releaseNowriteLocked() {}

    @Override
    public void fuseSyncWrites() {}
}
