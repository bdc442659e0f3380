import nowrite.model.kernel.Kernel;
import nowrite.model.v6_1.FuseDir;

/** Fsync looks for an error before the barrier only. */
public class FsyncLooksBeforeTheBarrierFuseDir extends FuseDir {
    /** Makes the component. */
    public FsyncLooksBeforeTheBarrierFuseDir(Kernel k) {
        super(k);
    }

    /** After the barrier nobody looks any more. */
    @Override
    protected boolean failedMeanwhile() {
        return false;
    }
}
