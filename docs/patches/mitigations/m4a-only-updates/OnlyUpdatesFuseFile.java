import nowrite.model.kernel.Kernel;
import nowrite.model.v3_13.FuseFile;

/** A copy that the daemon has not read is updated; nothing is chained. */
public class OnlyUpdatesFuseFile extends FuseFile {
    /** Makes the component. */
    public OnlyUpdatesFuseFile(Kernel k) {
        super(k);
    }

    @Override
    protected boolean mayChain() {
        return false;
    }
}
