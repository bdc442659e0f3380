package nowrite.model.revert;

import nowrite.model.kernel.Kernel;
import nowrite.model.kernel.PageWriteback;
import nowrite.model.state.Page;

/** The dirty flag is cleared first, then the mappings are write-protected (until 2006). */
public final class Without7658cc289288 extends PageWriteback {
    /** Makes the component. */
    public Without7658cc289288(Kernel k) {
        super(k);
    }

    @Override
    public boolean clearPageDirtyForIo(Page page) {
        enter("clear_page_dirty_for_io");
        step("clear_page_dirty_for_io:test_and_clear");
        boolean dirty = cancelDirtyPage(page);
        if (dirty) {
            pageMkclean(page);
        }
        leave();
        return dirty;
    }
}
