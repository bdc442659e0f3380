package nowrite.model.revert;

import nowrite.model.kernel.Kernel;
import nowrite.model.state.FuseReq;
import nowrite.model.v6_1.FuseFile;

/**
 * What is chained is entered into the tree while the WRITE before it is still there (until 2020).
 */
public final class Without69a6487ac0ea extends FuseFile {
    /** Makes the component. */
    public Without69a6487ac0ea(Kernel k) {
        super(k);
    }

    @Override
    protected void eraseFirst(FuseReq req) {}
}
