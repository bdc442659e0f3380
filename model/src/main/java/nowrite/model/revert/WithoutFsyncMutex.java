package nowrite.model.revert;

import nowrite.model.kernel.FuseDir;
import nowrite.model.kernel.Kernel;

/** fsync enters nowrite without i_mutex. */
public final class WithoutFsyncMutex extends FuseDir {
    /** Makes the component. */
    public WithoutFsyncMutex(Kernel k) {
        super(k);
    }

    @Override
    public void doFsync(int task) {
        enter("do_fsync");
        step("do_fsync:i_mutex");
        beginSync(task);
        k.fs.fsync();
        step("do_fsync:unlock");
        endSync(task);
        leave();
    }
}
