import nowrite.model.kernel.Kernel;
import nowrite.model.v3_13.FuseFile;

/** A chained request names the handle and holds no reference on it. */
public class SecondaryHoldsNoHandleFuseFile extends FuseFile {
    /** Makes the component. */
    public SecondaryHoldsNoHandleFuseFile(Kernel k) {
        super(k);
    }

    @Override
    protected int holdFor(int handle) {
        return -Math.abs(handle);
    }
}
