package nowrite.model.proposal;

import nowrite.model.kernel.Kernel;
import nowrite.model.state.Page;
import nowrite.model.v3_13.Batch;
import nowrite.model.v3_13.FuseFile;

/** A page whose copy is in flight is left dirty, whoever asks. */
public final class WithAlwaysRedirty extends FuseFile {
    /** Makes the component. */
    public WithAlwaysRedirty(Kernel k) {
        super(k);
    }

    @Override
    protected void fill(Page page, Batch data, boolean syncAll) {
        fillOrWait(page, data, true);
    }
}
