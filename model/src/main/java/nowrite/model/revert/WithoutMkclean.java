package nowrite.model.revert;

import nowrite.model.kernel.Kernel;
import nowrite.model.kernel.PageWriteback;
import nowrite.model.state.Page;

/** A page is taken for I/O with its mappings still writable. */
public final class WithoutMkclean extends PageWriteback {
    /** Makes the component. */
    public WithoutMkclean(Kernel k) {
        super(k);
    }

    @Override
    public boolean pageMkclean(Page page) {
        return false;
    }
}
