package nowrite.model.revert;

import nowrite.model.kernel.DirectIo;
import nowrite.model.kernel.Kernel;
import nowrite.model.state.Page;

/** Direct I/O does not set its page dirty again when the device has written. */
public final class WithoutDioDirtyAtCompletion extends DirectIo {
    /** Makes the component. */
    public WithoutDioDirtyAtCompletion(Kernel k) {
        super(k);
    }

    @Override
    public void bioDirtyFn(Page page) {
        putPage(page);
    }
}
