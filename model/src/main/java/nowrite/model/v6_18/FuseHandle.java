package nowrite.model.v6_18;

import nowrite.model.kernel.Kernel;
import nowrite.model.kernel.KernelFunction;

/** struct fuse_file in fs/fuse/file.c of Linux 6.18: flush needs no barrier of its own. */
public class FuseHandle extends nowrite.model.v6_1.FuseHandle {
    /** Makes the component. */
    public FuseHandle(Kernel k) {
        super(k);
    }

    /** A warning, and EIO for the page, which is under writeback already. */
    @Override
    protected int noWriteFile() {
        return super.noWriteFile();
    }

    /** ->flush: when a page's writeback is over the daemon has it. */
    @Override
    @KernelFunction(
            name = "fuse_flush",
            file = "fs/fuse/file.c",
            since = "6.18",
            maySleep = true,
            simplified = "write_inode_now is the pages only; FLUSH itself is not sent")
    protected void flushPages() {
        enter("fuse_flush");
        k.pageWriteback.doWritepages(true);
        k.pageWriteback.filemapFdatawait();
        leave();
    }
}
