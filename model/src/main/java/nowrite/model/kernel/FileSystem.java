package nowrite.model.kernel;

import nowrite.model.state.Page;

/**
 * How the VM calls the file system that is mounted: what struct address_space_operations and struct
 * vm_operations_struct hold.
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
    void readpage(Page page);

    /** Writes a page that was dirty; it is locked, and is unlocked when it is under way. */
    void writepage(Page page);

    /** Writes a page of which the caller holds the lock, and waits until that is done. */
    void launderPage(Page page);
}
