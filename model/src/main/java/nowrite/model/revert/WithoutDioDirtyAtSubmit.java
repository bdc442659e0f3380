package nowrite.model.revert;

import nowrite.model.kernel.DirectIo;
import nowrite.model.kernel.Kernel;
import nowrite.model.state.Page;

/** Direct I/O does not set its page dirty before the device writes. */
public final class WithoutDioDirtyAtSubmit extends DirectIo {
    /** Makes the component. */
    public WithoutDioDirtyAtSubmit(Kernel k) {
        super(k);
    }

    @Override
    public void bioSetPagesDirty(Page page) {}
}
