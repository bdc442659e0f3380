package nowrite.model.revert;

import nowrite.model.kernel.Kernel;
import nowrite.model.v6_1.FuseFile;

/** Cached attributes stay valid when a WRITE of writeback was answered (until 2021). */
public final class Without3466958beb31 extends FuseFile {
    /** Makes the component. */
    public Without3466958beb31(Kernel k) {
        super(k);
    }

    @Override
    protected void invalidateAttributes() {}
}
