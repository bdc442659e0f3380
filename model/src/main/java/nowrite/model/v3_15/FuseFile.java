package nowrite.model.v3_15;

import nowrite.model.kernel.Kernel;
import nowrite.model.kernel.KernelFunction;
import nowrite.model.state.FuseInode;
import nowrite.model.state.Page;
import nowrite.spec.scenario.Op;

/**
 * fs/fuse/file.c of Linux 3.15: on a mount with writeback-cache write(2) only dirties pages, and
 * i_size grows before the daemon knows. Without it everything is as in 3.13.
 *
 * <p>Not modelled: the times that such a mount keeps to itself.
 */
public class FuseFile extends nowrite.model.v3_13.FuseFile {
    private static final String FILE = "fs/fuse/file.c";
    private static final String SINCE = "3.15";
    private static final String COMMIT = "4d99ff8f12eb";

    /** Makes the component. */
    public FuseFile(Kernel k) {
        super(k);
    }

    /** write(2), one page: into the cache only if the mount has writeback_cache. */
    @Override
    @KernelFunction(
            name = "fuse_file_aio_write",
            file = FILE,
            since = SINCE,
            commit = COMMIT,
            locksOnEntry = "i_mutex",
            locksOnExit = "i_mutex",
            maySleep = true)
    public void fuseBufferedWrite(Op op) {
        if (!writebackCache()) {
            k.inode().sizeUnstable = op.half() + op.length() > k.inode().readISize();
            super.fuseBufferedWrite(op);
            k.inode().sizeUnstable = false;
            return;
        }
        enter("generic_perform_write");
        Page page = fuseWriteBegin(op);
        if (page != null) {
            local("page", page);
            step("generic_perform_write:copy");
            copyIn(op, page);
            fuseWriteEnd(op, page);
            if (k.scenario.dirtyLimits().isThere()) {
                k.pageWriteback.balanceDirtyPages();
            }
        }
        leave();
    }

    /** The page, found or made, locked, and up to date but for what is written; null: it failed. */
    @KernelFunction(
            name = "fuse_write_begin",
            file = FILE,
            since = SINCE,
            commit = COMMIT,
            locksOnEntry = "i_mutex",
            locksOnExit = "i_mutex, page lock",
            maySleep = true)
    public Page fuseWriteBegin(Op op) {
        int index = op.half() / 2;
        enter("fuse_write_begin");
        Page page = grabCachePage(index, "fuse_write_begin:lock_page");
        waitForCopy(page);
        if (page.uptodate == 0 && op.length() < 2 && 2 * index < k.inode().readISize()) {
            page = readForWrite(page);
        }
        leave();
        return page;
    }

    /** The page is locked: no copy of it may be in flight when it is written to. */
    protected void waitForCopy(Page page) {
        fuseWaitOnPageWriteback(page.index);
    }

    /** fuse_do_readpage: the page stays locked; null if READ failed. */
    private Page readForWrite(Page page) {
        if (readLocked(page, "fuse_do_readpage:send", "fuse_do_readpage:done")) {
            page.uptodate = 1;
            return page;
        }
        unlockPage(page);
        putPage(page);
        return null;
    }

    /** The page was written to: i_size grows, the page is dirty, it is unlocked. */
    @KernelFunction(
            name = "fuse_write_end",
            file = FILE,
            since = SINCE,
            commit = COMMIT,
            locksOnEntry = "i_mutex, page lock",
            locksOnExit = "i_mutex")
    public void fuseWriteEnd(Op op, Page page) {
        FuseInode fi = k.inode();
        enter("fuse_write_end");
        local("page", page);
        lock(k.conn().lock, "fuse_write_end:i_size");
        page.uptodate = 1;
        fi.writeISize(Math.max(fi.iSize, op.half() + op.length()));
        unlock(k.conn().lock);
        step("fuse_write_end:set_page_dirty");
        k.pageWriteback.setPageDirty(page);
        step("fuse_write_end:unlock_page");
        unlockPage(page);
        putPage(page);
        leave();
    }
}
