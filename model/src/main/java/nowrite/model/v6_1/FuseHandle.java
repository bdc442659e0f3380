package nowrite.model.v6_1;

import nowrite.model.kernel.Kernel;
import nowrite.model.kernel.KernelFunction;
import nowrite.model.state.Handle;
import nowrite.spec.scenario.Op;

/**
 * struct fuse_file in fs/fuse/file.c of Linux 6.1: close writes back though the daemon does not
 * know FLUSH (614c026e8a46), and release once more, with writeback_cache (035ff33cf4db).
 *
 * <p>Where a task writes through the handle of another one, the file has its count of users: the
 * last one runs ->release.
 */
public class FuseHandle extends nowrite.model.v3_13.FuseHandle {
    private static final String FILE = "fs/fuse/file.c";
    private static final String SINCE = "6.1";

    /** Makes the component. */
    public FuseHandle(Kernel k) {
        super(k);
    }

    /** Without a handle the pass that asked for it fails, and tells its caller. */
    @Override
    public int fuseWriteFileGet() {
        int handle = super.fuseWriteFileGet();
        if (handle == 0 && k.scenario.sharesHandles()) {
            k.mapping().passFailed |= 1 << seam.self();
        }
        return handle;
    }

    /**
     * ->flush, which close(2) returns the error of. P5 and P6 are judged at its end where the
     * daemon does not know FLUSH, or errors of WRITE are told.
     */
    @Override
    @KernelFunction(
            name = "fuse_flush",
            file = FILE,
            since = SINCE,
            commit = "614c026e8a46",
            maySleep = true,
            simplified = "write_inode_now is the pages only; FLUSH itself is not sent")
    public void fuseFlush() {
        boolean noFlush = k.scenario.daemon().noFlush();
        if (!noFlush && !k.scenario.tellsErrors()) {
            flushPages();
            return;
        }
        int task = seam.self();
        step("sys_close:flush");
        ((FuseDir) k.fuseDir).startSync(task);
        if (!noFlush || flushesAlways()) {
            flushPages();
        }
        step("sys_close:flushed");
        boolean failed = flushChecks() && testAndClearEio();
        ((FuseDir) k.fuseDir).judgeSync(task, failed || !noFlush && k.conn().aborted);
    }

    /** Whether ->flush looks for errors when every WRITE is answered. */
    protected boolean flushChecks() {
        return true;
    }

    /** filemap_check_errors: one caller is told of an error. No boundary. */
    private boolean testAndClearEio() {
        boolean error = (k.mapping().wbErr & 1) != 0;
        k.mapping().wbErr &= ~1;
        return error;
    }

    /** What ->flush writes back, and waits for. */
    protected void flushPages() {
        super.fuseFlush();
    }

    /** Whether ->flush writes back for a daemon that does not know FLUSH (614c026e8a46). */
    protected boolean flushesAlways() {
        return true;
    }

    @Override
    @KernelFunction(
            name = "fuse_release",
            file = FILE,
            since = SINCE,
            commit = "035ff33cf4db",
            maySleep = true)
    public void fuseRelease(int number) {
        if (k.fuseFile.writebackCache()) {
            writeAtRelease();
        }
        super.fuseRelease(number);
    }

    /** A write(2) that raced with ->flush may have left something dirty (035ff33cf4db). */
    protected void writeAtRelease() {
        k.pageWriteback.doWritepages(true);
        k.pageWriteback.filemapFdatawait();
    }

    @Override
    public void munmapAndClose(Op op) {
        if (!k.scenario.sharesHandles()) {
            super.munmapAndClose(op);
            return;
        }
        Handle handle = k.inode().handles[op.mapping() - 1];
        k.fuseHandle.unmapRegion(k.state.mms[op.mapping() - 1]);
        k.fuseHandle.fuseVmaClose();
        step("sys_close:close_fd");
        handle.closed = true;
        k.fuseHandle.fuseFlush();
        step("sys_close:fput");
        fput(handle);
    }

    /** fdget: a reference on the file behind a descriptor; false if it is closed. No boundary. */
    public final boolean fdget(Handle handle) {
        if (!handle.closed) {
            handle.users++;
        }
        return !handle.closed;
    }

    /** fput: the last one releases the file. */
    public final void fput(Handle handle) {
        if (--handle.users == 0) {
            k.fuseHandle.fuseRelease(handle.number);
        }
    }
}
