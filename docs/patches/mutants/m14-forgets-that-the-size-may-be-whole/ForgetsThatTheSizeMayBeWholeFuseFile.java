import nowrite.model.kernel.FuseFile;
import nowrite.model.kernel.Kernel;
import nowrite.model.state.FuseReq;

/** The last page gets size % PAGE bytes, also where that is 0. */
public class ForgetsThatTheSizeMayBeWholeFuseFile extends FuseFile {
    /** Makes the component. */
    public ForgetsThatTheSizeMayBeWholeFuseFile(Kernel k) {
        super(k);
    }

    @Override
    protected int sendLength(FuseReq req, int size) {
        boolean last = req.offset < size && req.offset + 2 >= size;
        return last ? size % 2 : super.sendLength(req, size);
    }
}
