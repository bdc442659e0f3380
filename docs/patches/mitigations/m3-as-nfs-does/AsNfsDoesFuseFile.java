import nowrite.model.kernel.Kernel;
import nowrite.model.state.Page;
import nowrite.model.v3_13.Batch;
import nowrite.model.v3_13.FuseFile;

/** ->writepages waits only if a copy is in flight and the caller wants WB_SYNC_ALL. */
public class AsNfsDoesFuseFile extends FuseFile {
    /** Makes the component. */
    public AsNfsDoesFuseFile(Kernel k) {
        super(k);
    }

    @Override
    protected void fill(Page page, Batch data, boolean syncAll) {
        fillOrWait(page, data, !syncAll);
    }
}
