package nowrite.model.revert;

import nowrite.model.client.MetadataClient;
import nowrite.model.kernel.Kernel;
import nowrite.model.state.Page;

/**
 * The change of 2014: when the file grows, the page that held its end is write-protected, so that
 * page_mkwrite is called for it again.
 */
public final class WithPagecacheIsizeExtended extends MetadataClient {
    /** Makes the component. */
    public WithPagecacheIsizeExtended(Kernel k) {
        super(k);
    }

    @Override
    protected void grown(int oldsize) {
        if (oldsize % 2 == 0) {
            return;
        }
        String lockPage = "pagecache_isize_extended:lock_page";
        enter("pagecache_isize_extended");
        local("index", oldsize / 2);
        step(lockPage);
        Page page = k.mapping().findGet(seam, oldsize / 2);
        if (page != null) {
            local("page", page);
            lockPageHere(page, lockPage);
            if (k.pageWriteback.pageMkclean(page)) {
                step("pagecache_isize_extended:set_page_dirty");
                k.pageWriteback.setPageDirty(page);
            }
            step("pagecache_isize_extended:unlock_page");
            unlockPage(page);
            putPage(page);
        }
        leave();
    }
}
