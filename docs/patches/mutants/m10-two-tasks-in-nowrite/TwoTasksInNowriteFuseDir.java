import nowrite.model.kernel.FuseDir;
import nowrite.model.kernel.Kernel;

/** Fsync calls fuse_set_nowrite without i_mutex. */
public class TwoTasksInNowriteFuseDir extends FuseDir {
    /** Makes the component. */
    public TwoTasksInNowriteFuseDir(Kernel k) {
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
