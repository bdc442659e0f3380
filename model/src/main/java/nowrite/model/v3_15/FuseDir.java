package nowrite.model.v3_15;

import nowrite.model.kernel.Kernel;
import nowrite.model.kernel.KernelFunction;
import nowrite.spec.scenario.Op;

/**
 * fs/fuse/dir.c of Linux 3.15: while the size is being changed nobody else believes a size that the
 * daemon says (06a7c3c27814, 2013).
 */
public class FuseDir extends nowrite.model.kernel.FuseDir {
    /** Makes the component. */
    public FuseDir(Kernel k) {
        super(k);
    }

    @Override
    @KernelFunction(
            name = "fuse_do_setattr",
            file = "fs/fuse/dir.c",
            since = "3.15",
            commit = "06a7c3c27814",
            locksOnEntry = "i_mutex",
            locksOnExit = "i_mutex",
            maySleep = true,
            simplified =
                    "permission checks and cached attributes are left out; FUSE_I_SIZE_UNSTABLE is"
                            + " set before nowrite, not after")
    public int fuseDoSetattr(Op op) {
        beforeSetattr(op);
        k.inode().sizeUnstable = op.kind() == Op.Kind.TRUNCATE;
        int err = super.fuseDoSetattr(op);
        k.inode().sizeUnstable = false;
        return err;
    }

    /** What comes before everything else; since 2019 something does. */
    protected void beforeSetattr(Op op) {}
}
