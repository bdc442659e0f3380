package nowrite.spec.scenario;

/**
 * How many pages may be dirty or under writeback before who makes pages dirty is held up
 * (balance_dirty_pages). The numbers are pages of the scenario's file, which fills the machine.
 *
 * @param bdi what the device may have (max_ratio of the dirty limit); 0 if nobody is held up
 * @param freeRun as long as the machine has no more than this nobody is held up; {@link
 *     #STRICTLIMIT} if the device's limit always counts
 */
public record DirtyLimits(int bdi, int freeRun) {
    /** No free run: the flag BDI_CAP_STRICTLIMIT of 2013, which FUSE sets. */
    public static final int STRICTLIMIT = -1;

    /** Nobody is ever held up. */
    public static final DirtyLimits NONE = new DirtyLimits(0, 0);

    /** The pages that may be there before anybody is held up. */
    public int most() {
        return Math.max(bdi, freeRun);
    }

    /** What a scenario says: {@code dirty-limit 1 free-run 2}; empty if nobody is held up. */
    public String text() {
        if (!isThere()) {
            return "";
        }
        String machine = freeRun == STRICTLIMIT ? "strictlimit" : "free-run " + freeRun;
        return "dirty-limit " + bdi + " " + machine;
    }

    /** Whether somebody may be held up. */
    public boolean isThere() {
        return bdi > 0;
    }
}
