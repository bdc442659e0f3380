package nowrite.model.v2_6_30;

/** The steps of the two functions that make a page writable; they do the same under two names. */
public enum FaultSteps {
    /** The page is mapped read-only. */
    DO_WP_PAGE(
            "do_wp_page:lock_page",
            "do_wp_page:set_pte",
            "do_wp_page:set_page_dirty",
            "do_wp_page:unlock_page"),
    /** The page is not mapped. */
    DO_FAULT(
            "__do_fault:lock_page",
            "__do_fault:set_pte",
            "__do_fault:set_page_dirty",
            "__do_fault:unlock_page");

    /** The core locks the page. */
    public final String lockPage;

    /** The entry becomes writable. */
    public final String setPte;

    /** The page becomes dirty. */
    public final String setPageDirty;

    /** The page is unlocked. */
    public final String unlockPage;

    FaultSteps(String lockPage, String setPte, String setPageDirty, String unlockPage) {
        this.lockPage = lockPage;
        this.setPte = setPte;
        this.setPageDirty = setPageDirty;
        this.unlockPage = unlockPage;
    }
}
