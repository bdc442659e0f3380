package nowrite.model.v3_13;

import java.util.function.Consumer;
import nowrite.model.kernel.Kernel;
import nowrite.model.kernel.KernelFunction;
import nowrite.model.state.Page;

/**
 * mm/page-writeback.c of Linux 3.13: a pass for WB_SYNC_ALL writes what was dirty when it began
 * (the TOWRITE tag, 2.6.36) and waits for pages under writeback; one for WB_SYNC_NONE skips them.
 */
public class PageWriteback extends nowrite.model.kernel.PageWriteback {
    private static final String FILE = "mm/page-writeback.c";
    private static final String SINCE = "3.13";

    /** Makes the component. */
    public PageWriteback(Kernel k) {
        super(k);
    }

    @Override
    @KernelFunction(name = "do_writepages", file = FILE, since = SINCE, maySleep = true)
    public void doWritepages(boolean syncAll) {
        ((FuseFile) k.fuseFile).fuseWritepages(syncAll);
    }

    /**
     * Hands every page that is tagged to the file system, locked and clean.
     *
     * @param syncAll WB_SYNC_ALL, else WB_SYNC_NONE
     * @param writepage what the file system does with a page; it unlocks it
     */
    @KernelFunction(
            name = "write_cache_pages",
            file = FILE,
            since = SINCE,
            maySleep = true,
            simplified = "pages are looked up one at a time; tag_pages_for_writeback is one step")
    public void writeCachePages(boolean syncAll, Consumer<Page> writepage) {
        String lockPage = "write_cache_pages:lock_page";
        enter("write_cache_pages");
        if (syncAll) {
            step("tag_pages_for_writeback:tag");
            k.mapping().tagForWriteback(seam);
        }
        int index = 0;
        for (; ; ) {
            step(lockPage);
            Page page =
                    syncAll
                            ? k.mapping().findGetTowrite(seam, index)
                            : k.mapping().findGetDirty(seam, index);
            if (page == null) {
                break;
            }
            local("page", page);
            lockPageHere(page, lockPage);
            index = page.index + 1;
            local("index", index);
            writeLocked(page, syncAll, writepage);
            putPage(page);
            local("page", null);
        }
        leave();
    }

    private void writeLocked(Page page, boolean syncAll, Consumer<Page> writepage) {
        boolean writeback = page.isWriteback();
        if (!inCache(page) || !page.isDirty() || writeback && !syncAll) {
            unlockPage(page);
            return;
        }
        if (writeback) {
            waitOnPageWriteback(page);
            step("write_cache_pages:written");
        }
        if (clearPageDirtyForIo(page)) {
            writepage.accept(page);
        } else {
            step("write_cache_pages:unlock_page");
            unlockPage(page);
        }
    }
}
