import nowrite.model.kernel.Kernel;
import nowrite.model.state.FuseReq;
import nowrite.model.v3_13.FuseFile;

/** A chained request is cropped at i_size, not at the end of its parent. */
public class SecondaryCroppedAtISizeFuseFile extends FuseFile {
    /** Makes the component. */
    public SecondaryCroppedAtISizeFuseFile(Kernel k) {
        super(k);
    }

    @Override
    protected int secondaryCrop(FuseReq parent) {
        return cropLimit();
    }
}
