package nowrite.model.revert;

import nowrite.model.kernel.Kernel;
import nowrite.model.v6_16.Vmscan;

/**
 * Whoever allocates is in a memory cgroup of version 1, without dirty throttling: reclaim waits for
 * writeback, but not for that of a mapping with AS_WRITEBACK_MAY_DEADLOCK_ON_RECLAIM.
 */
public final class WithLegacyMemcg extends Vmscan {
    /** Makes the component. */
    public WithLegacyMemcg(Kernel k) {
        super(k);
    }

    @Override
    protected boolean waitsForWriteback() {
        return !hasFlag();
    }

    /** Only inodes of a mount with writeback_cache have the flag. */
    private boolean hasFlag() {
        return k.fuseFile.writebackCache();
    }
}
