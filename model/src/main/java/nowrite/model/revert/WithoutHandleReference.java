package nowrite.model.revert;

import nowrite.model.kernel.FuseHandle;
import nowrite.model.kernel.Kernel;
import nowrite.model.state.Handle;

/** A WRITE names a handle and holds no reference on it. */
public final class WithoutHandleReference extends FuseHandle {
    /** Makes the component. */
    public WithoutHandleReference(Kernel k) {
        super(k);
    }

    @Override
    protected void hold(Handle handle) {}

    @Override
    public void fuseFilePut(int number) {}
}
