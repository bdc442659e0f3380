package nowrite.model.kernel;

import nowrite.model.state.Page;
import nowrite.spec.scenario.Op;

/**
 * fs/direct-io.c and fs/bio.c of Linux 2.6.26: an asynchronous O_DIRECT read of some other file
 * into a page of the mapping. The page is faulted in for writing and pinned, set dirty at
 * submission (speculatively), written by the device at any time, and set dirty again at completion
 * if it has been cleaned meanwhile. None of this tells the file system.
 *
 * <p>Not modelled: the bio, the list and the work queue of bios whose pages are dirtied at
 * completion (that waits for the page lock, as the work item does). The operation ends when the
 * page's reference is dropped.
 */
public class DirectIo extends KernelCode {
    private static final String FILE = "fs/bio.c";

    /** Makes the component. */
    public DirectIo(Kernel k) {
        super(k);
    }

    /** One direct read from submission to completion. */
    @KernelFunction(
            name = "direct_io_worker",
            file = "fs/direct-io.c",
            maySleep = true,
            simplified = "one page; submission, device and completion are one task")
    public void directIoWorker(Op op) {
        enter("direct_io_worker");
        Page page = k.fault.getUserPages(op);
        if (page != null) {
            local("page", page);
            k.directIo.bioSetPagesDirty(page);
            transfer(op, page);
            k.directIo.bioCheckPagesDirty(page);
        }
        leave();
    }

    /** The device writes one half page a step; a page that has left the file is written in vain. */
    private void transfer(Op op, Page page) {
        for (int i = 0; i < op.length(); i++) {
            int half = op.half() + i;
            local("index", i);
            step("device:dma");
            seam.lockInside(k.ghost().lock);
            page.store(half % 2, op.id());
            if (inCache(page)) {
                k.ghost().stored(op.id(), half, half >= k.inode().readISize());
            }
            seam.unlock(k.ghost().lock);
        }
        local("index", 0);
    }

    /**
     * Before submission: the page is dirty already or will be, whatever the device has done yet.
     */
    @KernelFunction(name = "bio_set_pages_dirty", file = FILE, maySleep = true)
    public void bioSetPagesDirty(Page page) {
        k.pageWriteback.setPageDirtyLock(page, "bio_set_pages_dirty:lock_page");
    }

    /** At completion: a page that is still dirty needs nothing more. Drops the reference. */
    @KernelFunction(
            name = "bio_check_pages_dirty",
            file = FILE,
            simplified = "runs as a task, not in an interrupt")
    public void bioCheckPagesDirty(Page page) {
        step("bio_check_pages_dirty:test");
        if (page.isDirty()) {
            putPage(page);
        } else {
            k.directIo.bioDirtyFn(page);
        }
    }

    /** A page that was written back during the transfer is set dirty again. Drops the reference. */
    @KernelFunction(name = "bio_dirty_fn", file = FILE, maySleep = true)
    public void bioDirtyFn(Page page) {
        k.pageWriteback.setPageDirtyLock(page, "bio_dirty_fn:lock_page");
        putPage(page);
    }
}
