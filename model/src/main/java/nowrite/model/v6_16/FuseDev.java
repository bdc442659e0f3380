package nowrite.model.v6_16;

import nowrite.model.kernel.Kernel;
import nowrite.model.kernel.KernelFunction;
import nowrite.model.state.FuseReq;

/** fs/fuse/dev.c of Linux 6.16: a WRITE of writeback is read from the page cache itself. */
public class FuseDev extends nowrite.model.kernel.FuseDev {
    /** Makes the component. */
    public FuseDev(Kernel k) {
        super(k);
    }

    @Override
    @KernelFunction(
            name = "fuse_dev_read",
            file = "fs/fuse/dev.c",
            since = "6.16",
            commit = "0c58a97f919c",
            simplified = "all pages of a WRITE in one step")
    public void fuseDevRead(FuseReq req) {
        super.fuseDevRead(req);
        if (k.scenario.isWriteback(req.slot)) {
            for (int i = 0; i < req.numPages; i++) {
                copyPage(k.mapping().cache[req.offset / 2 + i], req.data, 2 * i);
            }
        }
    }
}
