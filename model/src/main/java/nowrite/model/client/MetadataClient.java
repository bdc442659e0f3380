package nowrite.model.client;

import nowrite.model.kernel.Fault;
import nowrite.model.kernel.FileSystem;
import nowrite.model.kernel.Kernel;
import nowrite.model.kernel.KernelCode;
import nowrite.model.state.ClientInode;
import nowrite.model.state.DaemonFile;
import nowrite.model.state.Page;
import nowrite.spec.scenario.Op;

/**
 * A file system that keeps metadata M for a half page as long as its page is dirty: a reservation,
 * a block, a request on a list. It stands for ceph, NFS, buffer.c, btrfs and others as far as the
 * message of b827e496c893 speaks of them; as they could be written for 2.6.26, where page_mkwrite
 * returns with the page unlocked.
 *
 * <p>To ask about a file system of your own, subclass it and replace what differs: {@link #prepare}
 * is the body of page_mkwrite, {@link #allocate} creates M and may fail, {@link #writeOut} writes a
 * page that clear_page_dirty_for_io has taken, {@link #forget} deletes M. The order of locks is:
 * the file system's own lock ({@link ClientInode#lock}), then page locks.
 *
 * <p>Not modelled: write(2), reclaim, I/O that goes on after the page was unlocked, errors of I/O.
 * There is no daemon: {@link DaemonFile} is the disk.
 */
public class MetadataClient extends KernelCode implements FileSystem {
    /** What it keeps of the file. */
    protected final ClientInode client;

    /** Makes the component. */
    public MetadataClient(Kernel k) {
        super(k);
        this.client = k.state.client;
    }

    @Override
    public int pageMkwrite(Page page) {
        enter("client_page_mkwrite");
        lock(client.lock, "client_page_mkwrite:lock");
        int ret = prepare(page);
        leave();
        return ret;
    }

    /**
     * Makes a page ready to be dirtied, with the file system's lock, which it gives back.
     *
     * @return what page_mkwrite returns
     */
    protected int prepare(Page page) {
        boolean got = allocate(page);
        unlock(client.lock);
        return got ? 0 : Fault.VM_FAULT_SIGBUS;
    }

    /** Creates M for each half of the page inside i_size; false if that failed. */
    protected final boolean allocate(Page page) {
        String alloc = "client_page_mkwrite:alloc";
        if (k.scenario.allocMayFail()) {
            if (seam.choose(alloc, alloc + "_fails") != 0) {
                return false;
            }
        } else {
            step(alloc);
        }
        for (int half = 2 * page.index; half < 2 * page.index + 2; half++) {
            if (half < k.inode().readISize()) {
                client.metadata[half] = true;
            }
        }
        return true;
    }

    /** Deletes the M of a page from one of its halves (0 or 1) on. No boundary. */
    protected final void forget(Page page, int from) {
        for (int half = from; half < 2; half++) {
            client.metadata[2 * page.index + half] = false;
        }
    }

    @Override
    public boolean readpage(Page page) {
        enter("client_readpage");
        step("client_readpage:read");
        DaemonFile disk = k.state.daemon;
        page.store(0, disk.data[2 * page.index]);
        page.store(1, disk.data[2 * page.index + 1]);
        page.uptodate = 1;
        unlockPage(page);
        leave();
        return true;
    }

    @Override
    public void writepages(boolean syncAll) {
        enter("client_writepages");
        lock(client.lock, "client_writepages:lock");
        k.pageWriteback.writeCachePages(syncAll);
        step("client_writepages:unlock");
        unlock(client.lock);
        leave();
    }

    @Override
    public void writepage(Page page) {
        enter("client_writepage");
        writeOut(page);
        step("client_writepage:unlock_page");
        unlockPage(page);
        leave();
    }

    /**
     * Writes what lies inside i_size to the disk, with PG_writeback set. A page that is clean then
     * needs no M any more.
     */
    protected void writeOut(Page page) {
        step("client_writepage:set_writeback");
        k.pageWriteback.setPageWriteback(page);
        step("client_writepage:write");
        DaemonFile disk = k.state.daemon;
        for (int half = 0; half < 2; half++) {
            int at = 2 * page.index + half;
            if (at < k.inode().readISize()) {
                disk.data[at] = page.load(half);
            }
        }
        if (!page.isDirty()) {
            forget(page, 0);
        }
        step("client_writepage:end_writeback");
        k.pageWriteback.endPageWriteback(page);
    }

    @Override
    public void launderPage(Page page) {
        throw new IllegalStateException("this client invalidates no pages, so it launders none");
    }

    @Override
    public void invalidatepage(Page page, int from) {
        forget(page, from);
    }

    @Override
    public int setattr(Op op) {
        enter("client_setattr");
        step("client_setattr:i_size");
        int oldsize = k.inode().iSize;
        int size = op.size();
        k.fuseDir.writeSize(size);
        resizeDisk(size);
        if (size <= oldsize) {
            client.promisedSize = size;
        }
        local("oldsize", oldsize);
        local("size", size);
        step("client_setattr:truncate");
        if (size < oldsize) {
            k.truncate.unmapMappingRange(pagesIn(size));
            k.truncate.truncateInodePages(size);
        } else if (size > oldsize) {
            grown(oldsize);
        }
        client.promisedSize = size;
        leave();
        return 0;
    }

    private void resizeDisk(int size) {
        DaemonFile disk = k.state.daemon;
        disk.size = size;
        for (int half = size; half < disk.data.length; half++) {
            disk.data[half] = 0;
        }
    }

    /** The page cache of a file that has become longer: nothing is done. */
    protected void grown(int oldsize) {}

    @Override
    public boolean accountsWritebackByHand() {
        return false;
    }

    @Override
    public void fsync() {
        k.pageWriteback.doWritepages(true);
        k.pageWriteback.filemapFdatawait();
    }
}
