package nowrite.model.proposal;

import nowrite.model.kernel.Kernel;
import nowrite.model.state.Page;
import nowrite.model.v3_13.Batch;
import nowrite.model.v3_13.FuseFile;

/**
 * ->writepages waits for the copy in flight with WB_SYNC_ALL, as NFS does, and else leaves the page
 * alone (Szeredi, September 2013).
 */
public final class WithNfsStyle extends FuseFile {
    /** Makes the component. */
    public WithNfsStyle(Kernel k) {
        super(k);
    }

    @Override
    protected void fill(Page page, Batch data, boolean syncAll) {
        fillOrWait(page, data, !syncAll);
    }
}
