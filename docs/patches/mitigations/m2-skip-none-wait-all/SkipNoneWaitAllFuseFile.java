import nowrite.model.kernel.Kernel;
import nowrite.model.state.Page;
import nowrite.model.v3_13.Batch;
import nowrite.model.v3_13.FuseFile;

/** WB_SYNC_NONE leaves the page dirty, WB_SYNC_ALL waits. */
public class SkipNoneWaitAllFuseFile extends FuseFile {
    /** Makes the component. */
    public SkipNoneWaitAllFuseFile(Kernel k) {
        super(k);
    }

    @Override
    protected void fill(Page page, Batch data, boolean syncAll) {
        fillOrWait(page, data, !syncAll);
    }
}
