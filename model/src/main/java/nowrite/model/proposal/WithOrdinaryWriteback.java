package nowrite.model.proposal;

import nowrite.model.kernel.FuseFile;
import nowrite.model.kernel.Kernel;
import nowrite.model.state.FuseReq;
import nowrite.model.state.Page;

/**
 * ordinary-writeback: no temporary page; PG_writeback ends when the daemon has answered. The WRITE
 * refers to the page itself, whose content the daemon reads. It is what the authors of writable
 * mmap rejected in 2008, because then whoever waits for PG_writeback waits for the daemon.
 */
public final class WithOrdinaryWriteback extends FuseFile {
    /** Makes the component. */
    public WithOrdinaryWriteback(Kernel k) {
        super(k);
    }

    @Override
    public boolean copiesPages() {
        return false;
    }

    @Override
    protected FuseReq writepageRequest(Page page, int handle) {
        FuseReq req = allocate(page.index);
        req.offset = 2 * page.index;
        req.numPages = 1;
        req.filled = 1;
        req.handle = handle;
        req.page = page;
        return req;
    }

    @Override
    protected void afterCopy(Page page, FuseReq req) {
        queueWritepage(req);
    }

    @Override
    public void fuseWritepageFinish(FuseReq req) {
        super.fuseWritepageFinish(req);
        k.pageWriteback.endPageWriteback(req.page);
    }
}
