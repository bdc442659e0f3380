package nowrite.model.proposal;

import nowrite.model.kernel.Kernel;
import nowrite.model.state.Page;
import nowrite.model.v3_13.Batch;
import nowrite.model.v3_13.FuseFile;

/**
 * WB_SYNC_NONE leaves a page dirty whose copy is in flight, WB_SYNC_ALL waits for the copy
 * (Patlasov, September 2013).
 */
public final class WithSkipOrWait extends FuseFile {
    /** Makes the component. */
    public WithSkipOrWait(Kernel k) {
        super(k);
    }

    @Override
    protected void fill(Page page, Batch data, boolean syncAll) {
        fillOrWait(page, data, !syncAll);
    }
}
