package nowrite.model.kernel;

import nowrite.model.state.FuseConn;
import nowrite.model.state.FuseInode;
import nowrite.model.state.FuseReq;
import nowrite.model.state.Ghost;
import nowrite.spec.scenario.Op;

/**
 * fs/fuse/dir.c of Linux 2.6.26 (3be5a52b30aa): the nowrite protocol, and its users setattr and
 * fsync (with what the VFS does around them, and fuse_sync_writes and fuse_fsync of file.c).
 */
public class FuseDir extends KernelCode {
    /** EIO. */
    public static final int EIO = 5;

    private static final String FILE = "fs/fuse/dir.c";
    private static final String COMMIT = "3be5a52b30aa";
    private static final String GET_REQ = "fuse_do_setattr:get_req";

    /** Makes the component. */
    public FuseDir(Kernel k) {
        super(k);
    }

    /** Forbids WRITEs and waits for those in flight. */
    @KernelFunction(
            name = "fuse_set_nowrite",
            file = FILE,
            commit = COMMIT,
            locksOnEntry = "i_mutex",
            locksOnExit = "i_mutex",
            maySleep = true)
    public void fuseSetNowrite() {
        FuseConn fc = k.conn();
        FuseInode fi = k.inode();
        enter("fuse_set_nowrite");
        lock(fc.lock, "fuse_set_nowrite:bias");
        if (fi.iMutex.holder == 0) { // in the C before spin_lock; one step with it here
            unlock(fc.lock);
            bugOn(true, "BUG_ON(!mutex_is_locked(i_mutex)) in fuse_set_nowrite");
        }
        bugOn(fi.writectr < 0, "BUG_ON(writectr < 0) in fuse_set_nowrite");
        fi.writectr += FuseInode.FUSE_NOWRITE;
        unlock(fc.lock);
        waitEvent(
                fi.pageWaitq,
                "fuse_set_nowrite:wait",
                () -> fi.readWritectr() == FuseInode.FUSE_NOWRITE);
        leave();
    }

    /** Allows WRITEs again and sends what is queued. The caller holds fc->lock. */
    @KernelFunction(
            name = "__fuse_release_nowrite",
            file = FILE,
            commit = COMMIT,
            locksOnEntry = "fc->lock",
            locksOnExit = "fc->lock")
    public void releaseNowriteLocked() {
        FuseInode fi = k.inode();
        bugOn(
                fi.writectr != FuseInode.FUSE_NOWRITE,
                "BUG_ON(writectr != FUSE_NOWRITE) in __fuse_release_nowrite");
        fi.writectr = 0;
        k.fuseFile.fuseFlushWritepages();
    }

    /** Allows WRITEs again and sends what is queued. */
    @KernelFunction(name = "fuse_release_nowrite", file = FILE, commit = COMMIT)
    public void fuseReleaseNowrite() {
        FuseConn fc = k.conn();
        enter("fuse_release_nowrite");
        lock(fc.lock, "fuse_release_nowrite:release");
        k.fuseDir.releaseNowriteLocked();
        unlock(fc.lock);
        leave();
    }

    /** Returns when every WRITE sent before is answered. */
    @KernelFunction(
            name = "fuse_sync_writes",
            file = "fs/fuse/file.c",
            commit = COMMIT,
            locksOnEntry = "i_mutex",
            locksOnExit = "i_mutex",
            maySleep = true)
    public void fuseSyncWrites() {
        k.fuseDir.fuseSetNowrite();
        k.fuseDir.fuseReleaseNowrite();
    }

    /** truncate(2) or chmod(2) from the VFS. */
    @KernelFunction(name = "notify_change", file = "fs/attr.c", maySleep = true)
    public void notifyChange(int task, Op op) {
        Ghost ghost = k.ghost();
        enter("notify_change");
        lock(k.inode().iMutex, "notify_change:i_mutex");
        seam.lockInside(ghost.lock);
        boolean counts = op.kind() == Op.Kind.TRUNCATE || k.fuseFile.writebackCache();
        ghost.before[task - 1] = counts ? ghost.endedStores() : 0;
        seam.unlock(ghost.lock);
        k.fs.setattr(op);
        step("notify_change:unlock");
        seam.lockInside(ghost.lock);
        ghost.before[task - 1] = 0;
        seam.unlock(ghost.lock);
        unlock(k.inode().iMutex);
        leave();
    }

    /**
     * Sets attributes; with a size it truncates.
     *
     * @return 0 or an error number
     */
    @KernelFunction(
            name = "fuse_do_setattr",
            file = FILE,
            commit = COMMIT,
            locksOnEntry = "i_mutex",
            locksOnExit = "i_mutex",
            maySleep = true,
            simplified = "permission checks and cached attributes are left out")
    public int fuseDoSetattr(Op op) {
        enter("fuse_do_setattr");
        int err = setattr(op);
        leave();
        return err;
    }

    private int setattr(Op op) {
        FuseConn fc = k.conn();
        FuseInode fi = k.inode();
        boolean isTruncate = op.kind() == Op.Kind.TRUNCATE;
        if (!fuseGetReq()) {
            return 12;
        }
        if (isTruncate) {
            k.fuseDir.fuseSetNowrite();
        }
        lock(fc.lock, "fuse_do_setattr:send");
        FuseReq req = k.fuseDev.foreground();
        req.init(FuseReq.Opcode.SETATTR);
        req.setsSize = isTruncate;
        req.size = op.size();
        k.fuseDev.requestSend(req);
        int size = req.size;
        int err = req.error;
        if (err == 0 && req.otherType) {
            fi.bad = true;
            err = EIO;
        }
        req.free();
        local("size", size);
        local("err", err);
        if (err != 0) {
            if (isTruncate) {
                k.fuseDir.fuseReleaseNowrite();
            }
            return err;
        }
        if (believesSize(isTruncate)) {
            applyReply(isTruncate, size);
        }
        return 0;
    }

    /**
     * Whether the size in the reply is the file's: with writeback_cache only if it was asked for.
     */
    protected boolean believesSize(boolean isTruncate) {
        return isTruncate || !k.fuseFile.writebackCache();
    }

    /**
     * The second half of fuse_do_setattr, after a good reply: the size is written before nowrite is
     * released, in one section of fc->lock; the page cache follows when nowrite is released.
     */
    protected void applyReply(boolean isTruncate, int size) {
        FuseConn fc = k.conn();
        lock(fc.lock, "fuse_do_setattr:apply");
        int oldsize = k.inode().iSize;
        local("oldsize", oldsize);
        writeSize(size);
        if (isTruncate) {
            step("__fuse_release_nowrite:release");
            k.fuseDir.releaseNowriteLocked();
        }
        unlock(fc.lock);
        resizePageCache(oldsize, size);
    }

    /** Takes out of the page cache what the new size cut off, or everything if it grew. */
    protected void resizePageCache(int oldsize, int size) {
        step("fuse_do_setattr:truncate");
        if (oldsize != size) {
            if (size < oldsize) {
                k.fuseDir.fuseTruncate(size);
            }
            k.truncate.invalidateInodePages2();
        }
    }

    /** i_size_write, with what the properties remember of it. */
    public final void writeSize(int size) {
        Ghost ghost = k.ghost();
        seam.lockInside(ghost.lock);
        k.inode().writeISize(size);
        ghost.cut |= ghost.storedFrom(size);
        seam.unlock(ghost.lock);
    }

    /** Allocates the request, before nowrite is set; false if that failed. */
    @KernelFunction(name = "fuse_get_req", file = "fs/fuse/dev.c", maySleep = true)
    public boolean fuseGetReq() {
        if (k.scenario.allocMayFail()) {
            return seam.choose(GET_REQ, GET_REQ + "_fails") == 0 && isConnected();
        }
        step(GET_REQ);
        return isConnected();
    }

    /** Whether fuse_get_req sees a connection. */
    protected boolean isConnected() {
        return !k.conn().aborted;
    }

    /** The page cache of a file that got shorter. */
    @KernelFunction(
            name = "fuse_truncate",
            file = "fs/fuse/inode.c",
            commit = COMMIT,
            locksOnEntry = "i_mutex",
            locksOnExit = "i_mutex",
            maySleep = true,
            simplified = "the second unmap_mapping_range, for private copies, is left out")
    public void fuseTruncate(int size) {
        k.truncate.unmapMappingRange(pagesIn(size));
        k.truncate.truncateInodePages(size);
    }

    /** fsync: write what is dirty, wait for it, send FSYNC. */
    @KernelFunction(
            name = "do_fsync",
            file = "fs/sync.c",
            maySleep = true,
            simplified =
                    "only what happens under i_mutex: the VFS's filemap_fdatawrite before it is"
                            + " written as an operation of its own (writepages all, fsync), the"
                            + " filemap_fdatawait after it is left out; I_SYNC, which keeps fsync and"
                            + " the flusher thread of one inode apart, is left out too, a flusher"
                            + " stands for any caller of write_cache_pages")
    public void doFsync(int task) {
        enter("do_fsync");
        lock(k.inode().iMutex, "do_fsync:i_mutex");
        beginSync(task);
        k.fs.fsync();
        step("do_fsync:unlock");
        endSync(task);
        unlock(k.inode().iMutex);
        leave();
    }

    /** What the properties remember at the start of an fsync. */
    protected final void beginSync(int task) {
        Ghost ghost = k.ghost();
        seam.lockInside(ghost.lock);
        ghost.before[task - 1] = ghost.endedStores();
        seam.unlock(ghost.lock);
    }

    /** P5 is judged at the return of an fsync. */
    protected final void endSync(int task) {
        Ghost ghost = k.ghost();
        seam.lockInside(ghost.lock);
        int stored = ghost.before[task - 1] & ~ghost.cut;
        if (!ghost.isDurable(stored & ~ghost.failed, k.state.daemon)) {
            ghost.lost = true;
        }
        ghost.unreported |= (stored & ghost.failed & ~ghost.reported) != 0;
        ghost.before[task - 1] = 0;
        seam.unlock(ghost.lock);
    }

    /** An fsync that fails promises nothing, and it has told of every error. No boundary. */
    protected final void fsyncAnswered(FuseReq req) {
        if (req.error != 0) {
            fails(seam.self());
        }
        req.free();
    }

    /** A task's fsync or syncfs fails: it promises nothing, and all errors are told. */
    protected final void fails(int task) {
        Ghost ghost = k.ghost();
        seam.lockInside(ghost.lock);
        ghost.reported |= ghost.failed;
        ghost.before[task - 1] = 0;
        seam.unlock(ghost.lock);
    }

    /** Writes back, waits until the daemon has answered every WRITE, sends FSYNC. */
    @KernelFunction(
            name = "fuse_fsync",
            file = "fs/fuse/file.c",
            commit = COMMIT,
            locksOnEntry = "i_mutex",
            locksOnExit = "i_mutex",
            maySleep = true)
    public void fuseFsync() {
        enter("fuse_fsync");
        k.pageWriteback.doWritepages(true);
        k.pageWriteback.filemapFdatawait();
        k.fuseDir.fuseSyncWrites();
        FuseReq req = k.fuseDev.foreground();
        lock(k.conn().lock, "fuse_fsync:send");
        req.init(FuseReq.Opcode.FSYNC);
        k.fuseDev.requestSend(req);
        fsyncAnswered(req);
        leave();
    }
}
