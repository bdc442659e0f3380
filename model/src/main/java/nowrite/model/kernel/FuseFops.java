package nowrite.model.kernel;

import nowrite.model.state.FuseInode;
import nowrite.model.state.FuseReq;
import nowrite.model.state.Ghost;
import nowrite.model.state.Page;
import nowrite.spec.scenario.Op;

/**
 * What fs/fuse/file.c of Linux 3.15 does with the file besides writing: fallocate that punches a
 * hole, read(2) through the page cache, and O_DIRECT reads. A generation before has none of it in
 * the model.
 *
 * <p>Not modelled: other modes of fallocate, errors, readahead, O_DIRECT writes; what a read
 * returns beyond the file's size is nobody's to judge.
 */
public class FuseFops extends KernelCode {
    private static final String FILE = "fs/fuse/file.c";
    private static final String SINCE = "3.15";

    /** Makes the component. */
    public FuseFops(Kernel k) {
        super(k);
    }

    /** Punches a hole of one page, at the daemon and in the page cache. */
    @KernelFunction(
            name = "fuse_file_fallocate",
            file = FILE,
            since = SINCE,
            commit = "bde52788bdb7",
            maySleep = true,
            simplified = "FALLOC_FL_PUNCH_HOLE of one page; it does not fail")
    public void fuseFileFallocate(int task, Op op) {
        Ghost ghost = k.ghost();
        enter("fuse_file_fallocate");
        lock(k.inode().iMutex, "fuse_file_fallocate:i_mutex");
        seam.lockInside(ghost.lock);
        ghost.before[task - 1] = ghost.endedStores();
        seam.unlock(ghost.lock);
        beforePunch();
        lock(k.conn().lock, "fuse_file_fallocate:send");
        FuseReq req = k.fuseDev.foreground();
        req.init(FuseReq.Opcode.FALLOCATE);
        req.offset = op.half();
        req.length = 2;
        k.fuseDev.requestSend(req);
        int err = req.error;
        req.free();
        local("err", err);
        if (err == 0) {
            dropCache(op.half() / 2);
            seam.lockInside(ghost.lock); // what was stored meanwhile overlaps: it may be gone, too
            ghost.cut |= ghost.in(ghost.storedFrom(0), op.half(), op.half() + 2);
            seam.unlock(ghost.lock);
        }
        afterPunch();
        step("fuse_file_fallocate:unlock");
        seam.lockInside(ghost.lock);
        ghost.before[task - 1] = 0;
        seam.unlock(ghost.lock);
        unlock(k.inode().iMutex);
        leave();
    }

    /** Before a hole is punched: every dirty page is written and answered (bde52788bdb7). */
    protected void beforePunch() {
        k.pageWriteback.doWritepages(true);
        k.pageWriteback.filemapFdatawait();
        k.fuseDir.fuseSyncWrites();
    }

    /** After a hole was punched at the daemon, its pages leave the cache (3634a6327815). */
    protected void dropCache(int index) {
        k.truncate.truncatePagecacheRange(index);
    }

    /** What is to be undone of {@link #beforePunch}. */
    protected void afterPunch() {}

    /** read(2) of one half page through the page cache. */
    @KernelFunction(
            name = "generic_file_aio_read",
            file = "mm/filemap.c",
            since = SINCE,
            maySleep = true,
            simplified = "one half page; no readahead")
    public void genericFileAioRead(int task, Op op) {
        String find = "generic_file_aio_read:find_page";
        enter("generic_file_aio_read");
        begin(task, "generic_file_aio_read:start");
        for (; ; ) {
            step(find);
            Page page = k.mapping().findGet(seam, op.half() / 2);
            boolean good = true;
            if (page == null) {
                page = k.mapping().addLocked(seam, op.half() / 2);
                good = readIn(page);
            } else if (page.uptodate == 0) {
                local("page", page);
                lockPageHere(page, find);
                if (inCache(page) && page.uptodate == 0) {
                    good = readIn(page);
                } else {
                    unlockPage(page);
                    putPage(page);
                }
            } else {
                end(task, op, page.load(op.half() % 2));
                putPage(page);
                break;
            }
            local("page", null);
            if (!good) {
                failed(task);
                break;
            }
        }
        leave();
    }

    private boolean readIn(Page page) {
        boolean good = true;
        if (page != null) {
            local("page", page);
            good = k.fs.readpage(page);
            putPage(page);
        }
        return good;
    }

    /** A read that fails returns nothing that could be wrong. No boundary. */
    private void failed(int task) {
        seam.lockInside(k.ghost().lock);
        k.ghost().failRead(task);
        seam.unlock(k.ghost().lock);
    }

    /** An O_DIRECT read of one half page of this file. */
    @KernelFunction(
            name = "fuse_direct_io",
            file = FILE,
            since = SINCE,
            commit = "ea8cd33390fa",
            maySleep = true,
            simplified =
                    "a read of one half page; the core's filemap_write_and_wait is a part of it")
    public void fuseDirectRead(int task, Op op) {
        enter("fuse_direct_io");
        begin(task, "fuse_direct_io:start");
        k.pageWriteback.doWritepages(true);
        k.pageWriteback.filemapFdatawait();
        waitForRange(op.half() / 2);
        lock(k.conn().lock, "fuse_direct_io:send");
        FuseReq req = k.fuseDev.foreground();
        req.init(FuseReq.Opcode.READ);
        req.offset = op.half() / 2 * 2;
        k.fuseDev.requestSend(req);
        int content = req.data[op.half() % 2];
        if (req.error == 0) {
            end(task, op, content);
        } else {
            failed(task);
        }
        req.free();
        leave();
    }

    /**
     * If a copy of a page in the range is in flight, waits for all that were sent (ea8cd33390fa).
     */
    protected void waitForRange(int index) {
        lock(k.conn().lock, "fuse_direct_io:in_flight");
        boolean inFlight = k.fuseFile.fusePageIsWriteback(index);
        unlock(k.conn().lock);
        if (inFlight) {
            lock(k.inode().iMutex, "fuse_direct_io:i_mutex");
            k.fuseDir.fuseSyncWrites();
            step("fuse_direct_io:unlock");
            unlock(k.inode().iMutex);
        }
    }

    /** stat(2) of a file whose attributes are not cached: GETATTR, and what its reply changes. */
    @KernelFunction(
            name = "fuse_do_getattr",
            file = "fs/fuse/dir.c",
            since = SINCE,
            maySleep = true,
            simplified = "attributes are never cached; only the size is looked at")
    public void fuseUpdateAttributes(int task) {
        FuseInode fi = k.inode();
        enter("fuse_do_getattr");
        lock(k.conn().lock, "fuse_do_getattr:send");
        fi.attrVersionSeen |= 1 << task;
        FuseReq req = k.fuseDev.foreground();
        req.init(FuseReq.Opcode.GETATTR);
        k.fuseDev.requestSend(req);
        int size = req.size;
        int err = req.error;
        req.free();
        if (err == 0) {
            local("size", size);
            fuseChangeAttributes(task, size);
        } else {
            fi.attrVersionSeen &= ~(1 << task);
        }
        leave();
    }

    /** The size in a reply becomes the file's, unless it is stale; the page cache follows. */
    @KernelFunction(
            name = "fuse_change_attributes",
            file = "fs/fuse/inode.c",
            since = SINCE,
            commit = "06a7c3c27814",
            maySleep = true)
    public void fuseChangeAttributes(int task, int size) {
        FuseInode fi = k.inode();
        enter("fuse_change_attributes");
        local("size", size);
        lock(k.conn().lock, "fuse_change_attributes:apply");
        boolean stale = (fi.attrVersionSeen & 1 << task) == 0 || isUnstable();
        fi.attrVersionSeen &= ~(1 << task);
        int oldsize = fi.iSize;
        local("oldsize", oldsize);
        if (!stale && !k.fuseFile.writebackCache()) {
            k.fuseDir.writeSize(size);
            attributesCached(task);
            unlock(k.conn().lock);
            step("fuse_change_attributes:truncate");
            if (oldsize != size) {
                k.fuseDir.fuseTruncate(size);
                k.truncate.invalidateInodePages2();
            }
        } else {
            unlock(k.conn().lock);
        }
        leave();
    }

    /** The attributes of a task's GETATTR are valid for a time. No boundary. */
    protected void attributesCached(int task) {}

    /** Whether somebody is about to change the size (06a7c3c27814). */
    protected boolean isUnstable() {
        return k.inode().sizeUnstable;
    }

    private void begin(int task, String label) {
        step(label);
        seam.lockInside(k.ghost().lock);
        k.ghost().beginRead(task);
        seam.unlock(k.ghost().lock);
    }

    private void end(int task, Op op, int content) {
        seam.lockInside(k.ghost().lock);
        k.ghost().endRead(task, op.half(), content);
        seam.unlock(k.ghost().lock);
    }
}
