package nowrite.model.revert;

import nowrite.model.kernel.FuseFile;
import nowrite.model.kernel.Kernel;
import nowrite.model.state.Page;

/** A page is read from the daemon while a copy of it is in flight. */
public final class WithoutReadpageWait extends FuseFile {
    /** Makes the component. */
    public WithoutReadpageWait(Kernel k) {
        super(k);
    }

    @Override
    public boolean fuseReadpage(Page page) {
        enter("fuse_readpage");
        boolean good = readFromDaemon(page);
        leave();
        return good;
    }
}
