package nowrite.model.v6_1;

import nowrite.model.kernel.Kernel;
import nowrite.model.kernel.KernelFunction;
import nowrite.model.state.FuseReq;
import nowrite.spec.scenario.Op;

/** fs/fuse/dir.c of Linux 6.1, with fuse_fsync of file.c: an fsync tells of a WRITE that failed. */
public class FuseDir extends nowrite.model.v3_15.FuseDir {
    /** Makes the component. */
    public FuseDir(Kernel k) {
        super(k);
    }

    @Override
    @KernelFunction(
            name = "fuse_fsync",
            file = "fs/fuse/file.c",
            since = "6.1",
            commit = "ac7f052b9e15",
            locksOnEntry = "i_mutex",
            locksOnExit = "i_mutex",
            maySleep = true)
    public void fuseFsync() {
        enter("fuse_fsync");
        k.mapping().passFailed &= ~(1 << seam.self());
        k.pageWriteback.doWritepages(true);
        k.pageWriteback.filemapFdatawait();
        if (!passFailed() && !failedBefore()) {
            k.fuseDir.fuseSyncWrites();
            lock(k.conn().lock, "fuse_fsync:send");
            if (failedMeanwhile() || k.scenario.daemon().noFsync()) {
                unlock(k.conn().lock);
            } else {
                FuseReq req = k.fuseDev.foreground();
                req.init(FuseReq.Opcode.FSYNC);
                k.fuseDev.requestSend(req);
                fsyncAnswered(req);
            }
        }
        leave();
    }

    @Override
    protected void beforeSetattr(Op op) {
        if (op.kind() == Op.Kind.CHMOD && k.fuseFile.writebackCache()) {
            beforeAttributes();
        }
    }

    /** Before owner or mode is changed: every dirty page is written and answered (b24e7598db62). */
    protected void beforeAttributes() {
        k.pageWriteback.doWritepages(true);
        k.pageWriteback.filemapFdatawait();
        k.fuseDir.fuseSyncWrites();
    }

    /** The request is allocated when nowrite is set: a lost connection is seen when it is sent. */
    @Override
    protected boolean isConnected() {
        return true;
    }

    /** Whether the pass of this fsync had no handle to write with: then fsync returns EIO. */
    private boolean passFailed() {
        int self = seam.self();
        boolean failed = (k.mapping().passFailed & 1 << self) != 0;
        if (failed) {
            k.mapping().passFailed &= ~(1 << self);
            fails(self);
        }
        return failed;
    }

    /** What P5 asks of a close that begins here. */
    public final void startSync(int task) {
        beginSync(task);
    }

    /** P5 and P6 at the end of a syncfs. */
    public final void judgeSync(int task, boolean failed) {
        if (failed) {
            fails(task);
        }
        endSync(task);
    }

    /** When the pages are written: whether the writeback of one has failed by then. */
    protected final boolean failedBefore() {
        if (k.scenario.tellsErrors()) {
            step("file_write_and_wait_range:check_wb_err");
        }
        return checkAndAdvance();
    }

    /** After the barrier: whether a WRITE failed that was still with the daemon before it. */
    protected boolean failedMeanwhile() {
        return checkAndAdvance();
    }

    /**
     * file_check_and_advance_wb_err: whether there is an error that this fsync has not been told
     * of, and which it returns then. No boundary.
     */
    protected final boolean checkAndAdvance() {
        int self = seam.self();
        boolean error = (k.mapping().wbErr & 1 << self) != 0;
        if (error) {
            k.mapping().wbErr &= ~(1 << self | 1);
            fails(self);
        }
        return error;
    }
}
