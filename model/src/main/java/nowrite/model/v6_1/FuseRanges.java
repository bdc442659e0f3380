package nowrite.model.v6_1;

import nowrite.model.kernel.Kernel;
import nowrite.model.kernel.KernelFunction;
import nowrite.model.state.FuseInode;
import nowrite.model.state.FuseReq;
import nowrite.model.state.Ghost;
import nowrite.spec.scenario.Op;

/**
 * What the daemon of Linux 6.1 does to ranges of the file by itself: fallocate that makes the file
 * longer, and copy_file_range.
 *
 * <p>Not modelled: FALLOC_FL_KEEP_SIZE and FALLOC_FL_ZERO_RANGE, two files, daemons that do not
 * know COPY_FILE_RANGE.
 */
public class FuseRanges extends nowrite.model.kernel.FuseFops {
    private static final String FILE = "fs/fuse/file.c";
    private static final String SINCE = "6.1";

    /** Makes the component. */
    public FuseRanges(Kernel k) {
        super(k);
    }

    /** fallocate to a size; beyond the model's file is beyond RLIMIT_FSIZE. */
    @KernelFunction(
            name = "fuse_file_fallocate",
            file = FILE,
            since = SINCE,
            commit = "35d6fcbb7c3e",
            maySleep = true,
            simplified = "no flags: the range from the start of the file to a size")
    public void allocate(Op op) {
        FuseInode fi = k.inode();
        enter("fuse_file_fallocate");
        lock(fi.iMutex, "fuse_file_fallocate:i_mutex");
        step("fuse_file_fallocate:newsize_ok");
        if (op.size() > fi.readISize() && op.size() > 2 * k.scenario.pages()) {
            tooLarge();
        } else {
            fi.sizeUnstable = true;
            sendAllocate(op.size());
            step("fuse_file_fallocate:unlock");
            fi.sizeUnstable = false;
            unlock(fi.iMutex);
        }
        leave();
    }

    /** inode_newsize_ok has refused the size: the inode is unlocked all the same (35d6fcbb7c3e). */
    protected void tooLarge() {
        unlock(k.inode().iMutex);
    }

    private void sendAllocate(int size) {
        FuseInode fi = k.inode();
        lock(k.conn().lock, "fuse_file_fallocate:send");
        FuseReq req = k.fuseDev.foreground();
        req.init(FuseReq.Opcode.ALLOCATE);
        req.size = size;
        k.fuseDev.requestSend(req);
        boolean good = req.error == 0;
        req.free();
        if (good) {
            lock(k.conn().lock, "fuse_write_update_attr:i_size");
            fi.writeISize(Math.max(fi.iSize, size));
            unlock(k.conn().lock);
        }
    }

    /** Copies a page of the file to another one, at the daemon. */
    @KernelFunction(
            name = "fuse_copy_file_range",
            file = FILE,
            since = SINCE,
            commit = "2c4656dfd994",
            maySleep = true,
            simplified = "one whole page, inside one file")
    public void fuseCopyFileRange(int task, Op op) {
        FuseInode fi = k.inode();
        enter("fuse_copy_file_range");
        step("fuse_copy_file_range:start");
        boolean whole = fi.readISize() >= op.size() + op.length();
        local("whole", whole ? 1 : 0);
        seam.lockInside(k.ghost().lock);
        k.ghost().beginRead(task);
        seam.unlock(k.ghost().lock);
        lock(fi.iMutex, "fuse_copy_file_range:i_mutex_in");
        flushSource(op.size() / 2);
        step("fuse_copy_file_range:unlock_in");
        unlock(fi.iMutex);
        local("inode_out", 1);
        lock(fi.iMutex, "fuse_copy_file_range:i_mutex_out");
        flushTarget(op.half() / 2);
        fi.sizeUnstable = true;
        send(op, whole);
        step("fuse_copy_file_range:unlock_out");
        seam.lockInside(k.ghost().lock);
        k.ghost().failRead(task); // what it read was judged when the daemon did it
        seam.unlock(k.ghost().lock);
        fi.sizeUnstable = false;
        unlock(fi.iMutex);
        leave();
    }

    private void send(Op op, boolean whole) {
        FuseInode fi = k.inode();
        lock(k.conn().lock, "fuse_copy_file_range:send");
        FuseReq req = k.fuseDev.foreground();
        req.init(FuseReq.Opcode.COPY_FILE_RANGE);
        req.size = op.size();
        req.offset = op.half();
        req.length = op.length();
        req.data[0] = op.id();
        k.fuseDev.requestSend(req);
        boolean good = req.error == 0;
        int copied = req.length;
        req.free();
        local("copied", copied);
        if (good) {
            copied(op, copied, whole);
        }
    }

    private void copied(Op op, int copied, boolean whole) {
        FuseInode fi = k.inode();
        dropTarget(op.half() / 2);
        Ghost ghost = k.ghost();
        lock(k.conn().lock, "fuse_copy_file_range:i_size");
        if (copied > 0) {
            fi.writeISize(Math.max(fi.iSize, op.half() + copied));
        }
        seam.lockInside(ghost.lock);
        int own = 0;
        for (int half = op.half(); half < op.half() + op.length(); half++) {
            own |= ghost.cellMask(op.id(), half);
        }
        // what was stored there meanwhile overlaps: it may be gone
        ghost.cut |= ghost.in(ghost.storedFrom(0), op.half(), op.half() + 2) & ~own;
        ghost.stale |= copied < op.length() && whole && !k.scenario.truncates();
        seam.unlock(ghost.lock);
        unlock(k.conn().lock);
    }

    /** Before the copy: the daemon has what is to be copied (2c4656dfd994). */
    protected void flushSource(int index) {
        fuseWritebackRange(index);
    }

    /** Before the copy: no older WRITE may come to where it goes (2c4656dfd994). */
    protected void flushTarget(int index) {
        fuseWritebackRange(index);
    }

    /** After the copy: what the page cache has of the target is stale (9b46418c40fe). */
    protected void dropTarget(int index) {
        dropCache(index);
    }

    /**
     * Everything from a page on is written and answered: a write(2) beyond the range has made the
     * file longer, and the daemon has to know (59bda8ecee2f).
     */
    @KernelFunction(
            name = "fuse_writeback_range",
            file = FILE,
            since = SINCE,
            commit = "e388164ea385",
            locksOnEntry = "i_mutex",
            locksOnExit = "i_mutex",
            maySleep = true,
            simplified = "the whole file, not from the range on")
    protected void fuseWritebackRange(int index) {
        k.pageWriteback.doWritepages(true);
        waitForRange();
        k.fuseDir.fuseSyncWrites();
    }

    /** filemap_fdatawait_range up to the end of the file (e388164ea385). */
    protected void waitForRange() {
        k.pageWriteback.filemapFdatawait();
    }
}
