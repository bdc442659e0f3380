package nowrite.model.revert;

import nowrite.model.kernel.FuseFile;
import nowrite.model.kernel.Kernel;
import nowrite.model.state.Page;

/** A page becomes writable while its copy is in flight. */
public final class WithoutMkwriteWait extends FuseFile {
    /** Makes the component. */
    public WithoutMkwriteWait(Kernel k) {
        super(k);
    }

    @Override
    public int fusePageMkwrite(Page page) {
        return 0;
    }
}
