package nowrite.stress.patch.measure;

import nowrite.model.kernel.Kernel;
import nowrite.model.seam.Lock;
import nowrite.model.state.Page;
import nowrite.stress.explore.Exploration;
import nowrite.stress.explore.step.LocalState;

/** What a context waits for, and whether the daemon must do something to end that. */
final class DaemonWaits {
    private final Exploration exploration;
    private final Kernel k;
    private final LockClasses classes;

    DaemonWaits(Exploration exploration, Kernel k, LockClasses classes) {
        this.exploration = exploration;
        this.k = k;
        this.classes = classes;
    }

    /** What a context takes next or sleeps for; null if it neither does. */
    String next(LocalState local, int shared) {
        if (local.queuePlace() >= 0 && exploration.sleeps(local, shared)) {
            LockClasses.Queue queue = classes.queueAt(local.queuePlace());
            if (queue == null) {
                return null;
            }
            boolean forAll =
                    queue.what().equals(LockClasses.COPY) && local.label(0).contains("set_nowrite");
            return forAll ? LockClasses.WRITES : queue.what();
        }
        if (local.queuePlace() < 0 && local.lockPlace() >= 0) {
            Lock lock = classes.lockAt(local.lockPlace());
            return lock == null ? null : lock.name();
        }
        return null;
    }

    /**
     * What a context of a state waits for, in words, if only the daemon can end it; else null. The
     * shared state is loaded.
     */
    String of(int state, int shared, int context) {
        LocalState local = exploration.graph().local(state, context);
        String what = next(local, shared);
        if (what == null || LockClasses.isDaemons(what)) {
            return what;
        }
        int holder = holder(local, shared);
        int hops = 0;
        while (holder > 0 && holder != context && hops++ < exploration.graph().contexts()) {
            if (exploration.isDaemon(holder)) {
                return what + " that " + LockClasses.DAEMON + " holds";
            }
            LocalState other = exploration.graph().local(state, holder);
            String next = next(other, shared);
            if (next == null) {
                return null;
            }
            if (LockClasses.isDaemons(next)) {
                return what + " of one who waits for " + LockClasses.DAEMON;
            }
            holder = holder(other, shared);
        }
        return null;
    }

    /** Who could end the wait of a context; 0 if that is not one holder of a lock. */
    private int holder(LocalState local, int shared) {
        if (local.kind() != LocalState.Kind.WAIT) {
            return 0;
        }
        if (local.queuePlace() >= 0 && exploration.sleeps(local, shared)) {
            LockClasses.Queue queue = classes.queueAt(local.queuePlace());
            Page page = queue == null ? null : queue.page();
            if (page == null) {
                return 0;
            }
            return queue.what().equals(LockClasses.WRITEBACK) ? writer(page) : page.locked;
        }
        Lock lock = local.lockPlace() < 0 ? null : classes.lockAt(local.lockPlace());
        return lock == null ? 0 : lock.holder;
    }

    /** Who ends a page's writeback: the daemon that has its WRITE, else who has the page's lock. */
    private int writer(Page page) {
        for (nowrite.model.state.FuseReq req : k.conn().slots) {
            boolean here = k.scenario.isWriteback(req.slot) && req.holdsPage(page.index);
            if (here && req.isWithDaemon()) {
                return k.scenario.tasks().size() + req.slot;
            }
        }
        return page.locked;
    }
}
