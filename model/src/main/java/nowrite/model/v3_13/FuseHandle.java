package nowrite.model.v3_13;

import nowrite.model.kernel.Kernel;
import nowrite.model.kernel.KernelFunction;

/** struct fuse_file in fs/fuse/file.c of Linux 3.13: no BUG without a handle, flush writes back. */
public class FuseHandle extends nowrite.model.kernel.FuseHandle {
    /** Makes the component. */
    public FuseHandle(Kernel k) {
        super(k);
    }

    /** A warning, and EIO for the page (72523425fb43). */
    @Override
    protected int noWriteFile() {
        unlock(k.conn().lock);
        return 0;
    }

    /** ->flush: writes the pages back and waits until every WRITE is answered. */
    @Override
    @KernelFunction(
            name = "fuse_flush",
            file = "fs/fuse/file.c",
            since = "3.13",
            maySleep = true,
            simplified = "write_inode_now is the pages only; FLUSH itself is not sent")
    public void fuseFlush() {
        enter("fuse_flush");
        k.pageWriteback.doWritepages(true);
        k.pageWriteback.filemapFdatawait();
        lock(k.inode().iMutex, "fuse_flush:i_mutex");
        k.fuseDir.fuseSyncWrites();
        step("fuse_flush:unlock");
        unlock(k.inode().iMutex);
        leave();
    }
}
