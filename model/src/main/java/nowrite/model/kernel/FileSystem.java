package nowrite.model.kernel;

import nowrite.model.state.Page;
import nowrite.spec.scenario.Op;

/**
 * How the VM and the VFS call the file system that is mounted: what struct
 * address_space_operations, vm_operations_struct, inode_operations and file_operations hold.
 */
public interface FileSystem {
    /**
     * Before a page becomes writable; called with the page unlocked.
     *
     * @return a mask of {@link Fault#VM_FAULT_SIGBUS}, {@link Fault#VM_FAULT_NOPAGE}, {@link
     *     Fault#VM_FAULT_LOCKED}; 2.6.26 knows only the error and 0
     */
    int pageMkwrite(Page page);

    /** Reads a page; it is locked, and is unlocked when it is up to date. */
    boolean readpage(Page page);

    /** Writes a page that was dirty; it is locked, and is unlocked when it is under way. */
    void writepage(Page page);

    /** Writes a page of which the caller holds the lock, and waits until that is done. */
    void launderPage(Page page);

    /** Writes the dirty pages of the file; WB_SYNC_ALL or WB_SYNC_NONE. */
    void writepages(boolean syncAll);

    /**
     * Truncation cuts a locked page off, or a part of it.
     *
     * @param from the first half of the page that goes: 0 or 1
     */
    void invalidatepage(Page page, int from);

    /**
     * Sets attributes; the caller holds i_mutex.
     *
     * @return 0 or an error number
     */
    int setattr(Op op);

    /** Writes the file and waits until that is done; the caller holds i_mutex. */
    void fsync();

    /**
     * BDI_CAP_NO_ACCT_WB: the file system counts itself what is under writeback for its device, and
     * the VM does not.
     */
    boolean accountsWritebackByHand();
}
