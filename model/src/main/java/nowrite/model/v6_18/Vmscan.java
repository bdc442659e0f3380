package nowrite.model.v6_18;

import nowrite.model.kernel.Kernel;
import nowrite.model.kernel.KernelFunction;

/**
 * fs/fs-writeback.c of Linux 6.18 with 76f9377cd2ab (2026): sync(2) wakes the flusher of a file
 * system that gives no promise of integrity, and waits for nothing.
 */
public class Vmscan extends nowrite.model.v6_16.Vmscan {
    /** Makes the component. */
    public Vmscan(Kernel k) {
        super(k);
    }

    @Override
    @KernelFunction(
            name = "sync_inodes_sb",
            file = "fs/fs-writeback.c",
            since = "6.18",
            commit = "76f9377cd2ab",
            maySleep = true,
            simplified = "the flusher that it wakes is a task of the scenario, or none")
    public void syncInodesSb() {
        enter("sync_inodes_sb");
        step("sync_inodes_sb:start");
        syncPages();
        leave();
    }

    /** SB_I_NO_DATA_INTEGRITY: nothing is written or waited for in the caller. */
    protected void syncPages() {}
}
