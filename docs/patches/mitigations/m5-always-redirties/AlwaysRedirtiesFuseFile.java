import nowrite.model.kernel.Kernel;
import nowrite.model.state.Page;
import nowrite.model.v3_13.Batch;
import nowrite.model.v3_13.FuseFile;

/** A page whose copy is in flight is left dirty, whoever asks. */
public class AlwaysRedirtiesFuseFile extends FuseFile {
    /** Makes the component. */
    public AlwaysRedirtiesFuseFile(Kernel k) {
        super(k);
    }

    @Override
    protected void fill(Page page, Batch data, boolean syncAll) {
        fillOrWait(page, data, true);
    }
}
