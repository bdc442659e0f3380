package nowrite.model.kernel;

import nowrite.model.state.FuseConn;
import nowrite.model.state.FuseInode;
import nowrite.model.state.FuseReq;
import nowrite.model.state.Handle;
import nowrite.model.state.Page;
import nowrite.model.state.PageTable;
import nowrite.spec.scenario.Op;

/**
 * struct fuse_file in fs/fuse/file.c of Linux 2.6.26, and the end of a mapping and of an open file:
 * write_files, the references that WRITEs of writeback hold, munmap, close, RELEASE.
 *
 * <p>Where no task closes its file there are no handles, and nothing of this is a step of its own.
 * Not modelled: FLUSH (what a close sends besides RELEASE), errors.
 */
public class FuseHandle extends KernelCode {
    private static final String FILE = "fs/fuse/file.c";

    /** Makes the component. */
    public FuseHandle(Kernel k) {
        super(k);
    }

    /** The first handle of write_files, with a reference; 0 where there are no handles. */
    @KernelFunction(
            name = "fuse_write_file_get",
            file = FILE,
            commit = "3be5a52b30aa",
            simplified = "in 2.6.26 a part of fuse_writepage_locked, where there must be one")
    public int fuseWriteFileGet() {
        FuseInode fi = k.inode();
        if (fi.handles.length == 0) {
            return 0;
        }
        lock(k.conn().lock, "fuse_write_file_get:get");
        Handle first = fi.writeFiles[0];
        if (first == null) {
            return noWriteFile();
        }
        hold(first);
        unlock(k.conn().lock);
        return first.number;
    }

    /** fuse_file_get: what a WRITE that names a handle does to it. */
    protected void hold(Handle handle) {
        handle.count++;
    }

    /** There is no handle to write with; the caller holds fc->lock. */
    protected int noWriteFile() {
        bugOn(true, "BUG_ON(list_empty(&fi->write_files)) in fuse_writepage_locked");
        return 0;
    }

    /** Takes a reference on a handle; the caller holds fc->lock. No boundary. */
    @KernelFunction(name = "fuse_file_get", file = FILE)
    public void fuseFileGet(int number) {
        hold(k.inode().handles[number - 1]);
    }

    /**
     * Drops a reference on a handle; the last one sends RELEASE, which nobody waits for. No
     * boundary.
     *
     * @param number the handle's; 0 for none, negative if there is no reference to drop
     */
    @KernelFunction(
            name = "fuse_file_put",
            file = FILE,
            locksOnEntry = "fc->lock",
            locksOnExit = "fc->lock",
            simplified =
                    "RELEASE is queued under the caller's fc->lock, not under a section of its own")
    public void fuseFilePut(int number) {
        if (number > 0) {
            drop(k.inode().handles[number - 1]);
        }
    }

    private void drop(Handle handle) {
        FuseConn fc = k.conn();
        if (--handle.count == 0 && !fc.aborted) {
            FuseReq req = fc.slots[k.scenario.releaseSlot(handle.number) - 1];
            req.init(FuseReq.Opcode.RELEASE);
            req.handle = handle.number;
            k.fuseDev.requestSendBackgroundLocked(req);
        }
    }

    /** munmap of a task's own mapping, then close(2) of the file behind it. */
    public void munmapAndClose(Op op) {
        k.fuseHandle.unmapRegion(k.state.mms[op.mapping() - 1]);
        k.fuseHandle.fuseVmaClose();
        k.fuseHandle.fuseFlush();
        k.fuseHandle.fuseRelease(op.mapping());
    }

    /**
     * Takes every entry of the file out of an address space; a dirty entry makes its page dirty.
     */
    @KernelFunction(
            name = "unmap_region",
            file = "mm/mmap.c",
            locksOnEntry = "mmap_sem (write)",
            simplified =
                    "mmap_sem is waited for and not held: from the first step on no fault begins")
    public void unmapRegion(PageTable mm) {
        enter("unmap_region");
        for (int index = 0; index < mm.pte.length; index++) {
            local("index", index);
            downWrite(mm);
            mm.gone = true;
            int pte = mm.pte[index];
            mm.pte[index] = 0;
            if (pte != 0) {
                Page page = k.mapping().frames[Math.abs(pte) - 1];
                if (pte > 0) {
                    k.pageWriteback.setPageDirty(page);
                }
                putPage(page);
            }
            seam.unlock(mm.ptl);
        }
        leave();
    }

    /** Waits until no fault is on its way; takes the page-table lock, which faults begin under. */
    private void downWrite(PageTable mm) {
        for (; ; ) {
            seam.stepWhen("unmap_region:unmap", mm::isMmapSemFree);
            seam.lockInside(mm.ptl);
            if (mm.readers == 0) {
                return;
            }
            seam.unlock(mm.ptl);
        }
    }

    /**
     * Writes back what is dirty when a mapping goes: later there may be no handle to do it with.
     */
    @KernelFunction(
            name = "fuse_vma_close",
            file = FILE,
            commit = "3be5a52b30aa",
            maySleep = true,
            simplified = "filemap_write_and_wait")
    public void fuseVmaClose() {
        enter("fuse_vma_close");
        k.pageWriteback.doWritepages(true);
        k.pageWriteback.filemapFdatawait();
        leave();
    }

    /** ->flush: in this generation FLUSH alone, which is not modelled. */
    @KernelFunction(name = "fuse_flush", file = FILE, maySleep = true, simplified = "no FLUSH")
    public void fuseFlush() {}

    /** ->release: the handle leaves write_files and loses the reference of the open file. */
    @KernelFunction(name = "fuse_release", file = FILE, commit = "3be5a52b30aa")
    public void fuseRelease(int number) {
        FuseInode fi = k.inode();
        lock(k.conn().lock, "fuse_release:unlink");
        fi.unlinkWriteFile(fi.handles[number - 1]);
        drop(fi.handles[number - 1]);
        unlock(k.conn().lock);
    }
}
