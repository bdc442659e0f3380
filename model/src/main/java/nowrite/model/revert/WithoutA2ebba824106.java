package nowrite.model.revert;

import nowrite.model.kernel.Kernel;
import nowrite.model.v3_13.FuseFile;

/** The counter of temporary pages goes down in the zone of the page cache's page (until 2019). */
public final class WithoutA2ebba824106 extends FuseFile {
    /** Makes the component. */
    public WithoutA2ebba824106(Kernel k) {
        super(k);
    }

    @Override
    protected void mergedTempDec() {
        k.vmstat().addWritebackTempOfCache(-1);
    }
}
