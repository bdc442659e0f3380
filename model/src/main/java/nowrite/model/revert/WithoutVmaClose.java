package nowrite.model.revert;

import nowrite.model.kernel.FuseHandle;
import nowrite.model.kernel.Kernel;

/** munmap does not write back what is dirty. */
public final class WithoutVmaClose extends FuseHandle {
    /** Makes the component. */
    public WithoutVmaClose(Kernel k) {
        super(k);
    }

    @Override
    public void fuseVmaClose() {}
}
