import nowrite.model.kernel.Kernel;
import nowrite.model.state.Page;
import nowrite.model.v3_13.FuseFile;

/** Nobody looks for a copy in flight but page_mkwrite. */
public class OnlyMkwriteWaitsFuseFile extends FuseFile {
    /** Makes the component. */
    public OnlyMkwriteWaitsFuseFile(Kernel k) {
        super(k);
    }

    @Override
    protected boolean fillInFlight(Page page) {
        return false;
    }
}
