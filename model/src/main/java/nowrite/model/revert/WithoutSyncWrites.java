package nowrite.model.revert;

import nowrite.model.kernel.FuseDir;
import nowrite.model.kernel.Kernel;

/** fsync does not wait for the WRITEs in flight. */
public final class WithoutSyncWrites extends FuseDir {
    /** Makes the component. */
    public WithoutSyncWrites(Kernel k) {
        super(k);
    }

    @Override
    public void fuseSyncWrites() {}
}
