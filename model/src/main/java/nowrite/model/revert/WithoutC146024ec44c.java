package nowrite.model.revert;

import nowrite.model.kernel.Kernel;
import nowrite.model.state.Page;
import nowrite.model.v6_1.FuseFile;

/** fuse_launder_page does not wait for the copy in flight (until 2020). */
public final class WithoutC146024ec44c extends FuseFile {
    /** Makes the component. */
    public WithoutC146024ec44c(Kernel k) {
        super(k);
    }

    @Override
    protected void serialize(Page page) {}
}
