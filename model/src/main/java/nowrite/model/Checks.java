package nowrite.model;

import java.util.function.Predicate;
import nowrite.model.kernel.Kernel;
import nowrite.model.state.FuseInode;
import nowrite.model.state.FuseReq;
import nowrite.model.state.Ghost;
import nowrite.model.state.Handle;
import nowrite.model.state.Page;
import nowrite.model.state.PageTable;
import nowrite.spec.Property;
import nowrite.spec.scenario.Op;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.Task;

/** The properties as predicates on the shared state; the same as in Properties.tla. */
final class Checks {
    private final Kernel k;
    private final Scenario scenario;
    private final int copies;

    Checks(Kernel k) {
        this.k = k;
        this.scenario = k.scenario;
        this.copies = scenario.copies();
    }

    private static long bit(Property property, boolean on) {
        return on ? 1L << property.ordinal() : 0;
    }

    long violated() {
        Ghost ghost = k.ghost();
        int visible = mostVisible();
        return bit(Property.P1, visible > 0 && truncateWithDaemon())
                | bit(Property.P2, resurrected())
                | bit(Property.P3, visible > 1)
                | bit(Property.P4, ghost.regressed)
                | bit(Property.P5, ghost.lost)
                | bit(Property.P6, ghost.unreported)
                | bit(Property.P14, ghost.stale)
                | bit(Property.P15, ghost.misordered)
                | bit(Property.P7, thirdPartyWaits())
                | bit(Property.P9, unbalanced())
                | bit(Property.P10, !legalCounter() || forgotten() || leaked())
                | bit(Property.P11, releasedTooEarly())
                | bit(Property.P12, withoutMetadata())
                | bit(Property.P13, writableButClean())
                | bit(Property.P16, mappedButGone())
                | bit(Property.P17, beyondLimit())
                | bit(Property.PA, ghost.bug != 0);
    }

    long exercised() {
        Ghost ghost = k.ghost();
        boolean applied = false;
        for (int rank : ghost.applied) {
            applied |= rank > 0;
        }
        return bit(Property.P1, truncateWithDaemon())
                | bit(Property.P2, ghost.dead != 0)
                | bit(Property.P3, mostVisible() > 0)
                | bit(Property.P4, applied)
                | bit(Property.P5, syncing())
                | bit(Property.P6, syncing() && (ghost.failed & ~ghost.reported) != 0)
                | bit(Property.P14, reading())
                | bit(Property.P15, ghost.settled != 0)
                | bit(Property.P7, daemonOwes() && someThirdParty())
                | bit(Property.P8, true)
                | bit(Property.P9, applied && atRest())
                | bit(Property.P10, k.inode().writectr != 0)
                | bit(Property.P11, released())
                | bit(Property.P12, someMetadata())
                | bit(Property.P13, someWritable())
                | bit(Property.P16, someGone())
                | bit(Property.P17, overLimit())
                | bit(Property.PA, k.inode().writectr < 0 || ghost.bug != 0);
    }

    boolean daemonOwes() {
        for (FuseReq req : k.conn().slots) {
            if (req.isWithDaemon()) {
                return true;
            }
        }
        return false;
    }

    boolean reached(String condition) {
        return switch (condition) {
            case "queued-under-nowrite" ->
                    k.inode().writectr < 0 && !k.inode().queuedWrites.isEmpty();
            case "two-in-flight" -> mostVisible() > 1;
            case "cropped" -> anyWriteback(req -> req.isWithDaemon() && req.length % 2 == 1);
            case "batch" -> anyWriteback(req -> req.isWithDaemon() && req.numPages >= 2);
            case "chained" -> anyWriteback(req -> req.next != null);
            case "redirtied-in-flight" -> redirtied();
            case "setattr-error" -> setattrFailed();
            default -> throw new IllegalArgumentException("no reach condition " + condition);
        };
    }

    private boolean truncateWithDaemon() {
        for (FuseReq req : k.conn().slots) {
            if (req.setsSize && req.isWithDaemon()) {
                return true;
            }
        }
        return false;
    }

    /** The most WRITEs of writeback that the daemon has of any page. */
    private int mostVisible() {
        int most = 0;
        for (int page = 0; page < scenario.pages(); page++) {
            int visible = 0;
            for (FuseReq req : k.conn().slots) {
                if (req.isWithDaemon() && req.holdsPage(page)) {
                    visible++;
                }
            }
            most = Math.max(most, visible);
        }
        return most;
    }

    private boolean anyWriteback(Predicate<FuseReq> condition) {
        for (FuseReq req : k.conn().slots) {
            if (scenario.isWriteback(req.slot) && condition.test(req)) {
                return true;
            }
        }
        return false;
    }

    /** A page of the file is dirty while a copy of it is queued or with the daemon. */
    private boolean redirtied() {
        for (Page page : k.mapping().cache) {
            if (page != null && page.dirty != 0) {
                for (FuseReq req : k.inode().writepages.entries) {
                    if (req != null && req.holdsPage(page.index)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private boolean released() {
        for (Handle handle : k.inode().handles) {
            if (handle.count == 0) {
                return true;
            }
        }
        return false;
    }

    private boolean releasedTooEarly() {
        for (Handle handle : k.inode().handles) {
            if (handle.count == 0
                    && anyWriteback(
                            req -> req.isWithDaemon() && Math.abs(req.handle) == handle.number)) {
                return true;
            }
        }
        return false;
    }

    private boolean setattrFailed() {
        for (FuseReq req : k.conn().slots) {
            if (req.opcode == FuseReq.Opcode.SETATTR
                    && req.state == FuseReq.State.FINISHED
                    && (req.error != 0 || req.otherType)) {
                return true;
            }
        }
        return false;
    }

    private boolean resurrected() {
        Ghost ghost = k.ghost();
        if (ghost.dead == 0) {
            return false;
        }
        int[] data = k.state.daemon.data;
        for (int half = 0; half < data.length; half++) {
            if (Ghost.isStore(data[half]) && (ghost.dead & ghost.cellMask(data[half], half)) != 0) {
                return true;
            }
        }
        return false;
    }

    private boolean legalCounter() {
        int ctr = k.inode().writectr;
        int most = scenario.pages() * copies;
        boolean plain = ctr >= 0 && ctr <= most;
        boolean biased = ctr >= FuseInode.FUSE_NOWRITE && ctr <= FuseInode.FUSE_NOWRITE + most;
        return (plain || biased) && (k.inode().iMutex.holder != 0 || ctr >= 0);
    }

    /** Every task is done and a WRITE is still queued. */
    private boolean forgotten() {
        return allDone() && !k.inode().queuedWrites.isEmpty();
    }

    private boolean allDone() {
        for (int t = 1; t <= scenario.tasks().size(); t++) {
            if (current(t) != null) {
                return false;
            }
        }
        return true;
    }

    /** Every task is done and the daemon is at work on nothing. */
    private boolean atRest() {
        return allDone() && k.conn().pending.isEmpty() && k.conn().active == 0;
    }

    /** A counter is negative, or at rest counts what is not there; or a request is left. */
    private boolean unbalanced() {
        if (k.vmstat().isNegative()) {
            return true;
        }
        if (!atRest()) {
            return false;
        }
        if (someRequestLeft()) {
            return true;
        }
        int dirty = 0;
        for (Page page : k.mapping().cache) {
            dirty += page == null ? 0 : page.dirty;
        }
        return !k.vmstat().isOnlyDirty(dirty);
    }

    /** The device has more than its limit, or the free run, and a page for each task. */
    private boolean beyondLimit() {
        return scenario.dirtyLimits().isThere()
                && k.vmstat().ofDevice() > scenario.dirtyLimits().most() + scenario.tasks().size();
    }

    /** The device has more than its limit. */
    private boolean overLimit() {
        return scenario.dirtyLimits().isThere()
                && k.vmstat().ofDevice() > scenario.dirtyLimits().bdi();
    }

    /** The connection is gone, nobody is at work any more, and a request is left, or counted. */
    private boolean leaked() {
        return k.conn().aborted
                && k.conn().active <= 0
                && allDone()
                && (someRequestLeft()
                        || k.inode().writectr != 0
                        || !k.inode().writepages.isEmpty());
    }

    private boolean someRequestLeft() {
        for (FuseReq req : k.conn().slots) {
            if (req.state != FuseReq.State.FREE) {
                return true;
            }
        }
        return false;
    }

    private boolean someWritable() {
        for (PageTable mm : k.state.mms) {
            for (int pte : mm.pte) {
                if (pte > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean writableButClean() {
        for (int m = 0; m < k.state.mms.length; m++) {
            for (int pte : k.state.mms[m].pte) {
                if (pte > 0 && !dirtyOrFaulting(k.mapping().frames[pte - 1], m + 1)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean someMetadata() {
        if (k.state.client != null) {
            for (boolean has : k.state.client.metadata) {
                if (has) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A half page that is dirty, or may be stored to, lacks its metadata. */
    private boolean withoutMetadata() {
        if (k.state.client == null) {
            return false;
        }
        for (int half = 0; half < k.state.promisedSize(); half++) {
            Page page = k.mapping().cache[half / 2];
            if (page != null
                    && !k.state.client.metadata[half]
                    && (isWritable(page) || page.dirty != 0 && holdsMore(page, half))) {
                return true;
            }
        }
        return false;
    }

    private boolean isWritable(Page page) {
        for (PageTable mm : k.state.mms) {
            if (mm.pte[page.index] == page.number) {
                return true;
            }
        }
        return false;
    }

    /** Whether a half page holds more than zeros and what nobody has to keep. */
    private boolean holdsMore(Page page, int half) {
        int content = page.data[half % 2];
        return content != 0
                && !(Ghost.isStore(content)
                        && (k.ghost().exempt & k.ghost().cellMask(content, half)) != 0);
    }

    /** A page-table entry points to a page that has left the file. */
    private boolean mappedButGone() {
        for (PageTable mm : k.state.mms) {
            for (int pte : mm.pte) {
                if (pte != 0 && !k.mapping().holds(k.mapping().frames[Math.abs(pte) - 1])) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A page that has left the file is still referenced. */
    private boolean someGone() {
        for (Page page : k.mapping().frames) {
            if (!page.isFree() && !k.mapping().holds(page)) {
                return true;
            }
        }
        return false;
    }

    private boolean dirtyOrFaulting(Page page, int mapping) {
        if (page.dirty != 0) {
            return true;
        }
        Op op = current(page.locked);
        return op != null
                && (op.kind() == Op.Kind.STORE || op.kind() == Op.Kind.DIO_READ)
                && op.mapping() == mapping;
    }

    private boolean syncing() {
        for (int t = 1; t <= scenario.tasks().size(); t++) {
            Op op = current(t);
            if (op != null
                    && (op.kind() == Op.Kind.FSYNC
                            || op.kind() == Op.Kind.SYNCFS
                            || op.kind() == Op.Kind.CLOSE)
                    && k.ghost().before[t - 1] != 0) {
                return true;
            }
        }
        return false;
    }

    private boolean reading() {
        for (int t = 1; t <= scenario.tasks().size(); t++) {
            Op op = current(t);
            if (op != null && op.kind() == Op.Kind.STAT_CACHED && k.inode().attrsValid) {
                return true;
            }
            if (op != null
                    && (op.kind() == Op.Kind.READ
                            || op.kind() == Op.Kind.READ_DIRECT
                            || op.kind() == Op.Kind.COPY)
                    && (k.ghost().before[t - 1] | k.ghost().gone[t - 1]) != 0) {
                return true;
            }
        }
        return false;
    }

    private boolean someThirdParty() {
        for (int t = 1; t <= scenario.tasks().size(); t++) {
            if (isThirdParty(t)) {
                return true;
            }
        }
        return false;
    }

    private boolean isThirdParty(int task) {
        Op op = current(task);
        return op != null && op.isThirdParty();
    }

    /**
     * A task that never named the file waits for the daemon, or for a page lock whose holder does.
     */
    private boolean thirdPartyWaits() {
        for (int t = 1; t <= scenario.tasks().size(); t++) {
            if (isThirdParty(t)
                    && (waits(t, scenario.tasks().size())
                            || current(t).kind() == Op.Kind.THROTTLE && someWithDaemon())) {
                return true;
            }
        }
        return false;
    }

    private boolean waits(int context, int locks) {
        if (waitsForAnswer(context)) {
            return true;
        }
        for (Page page : k.mapping().frames) {
            if (locks > 0
                    && page.lockq.contains(context)
                    && page.locked != 0
                    && page.locked != context
                    && waits(page.locked, locks - 1)) {
                return true;
            }
        }
        return false;
    }

    private boolean waitsForAnswer(int context) {
        if (context <= scenario.tasks().size() && k.conn().slots[context - 1].isWithDaemon()
                || k.inode().pageWaitq.contains(context) && !k.inode().writepages.isEmpty()) {
            return true;
        }
        for (Page page : k.mapping().frames) {
            if (isWithDaemon(page) && page.wbq.contains(context)) {
                return true;
            }
        }
        return false;
    }

    private boolean someWithDaemon() {
        for (Page page : k.mapping().frames) {
            if (isWithDaemon(page)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The page's writeback ends only when the daemon answers: a WRITE refers to the page itself.
     */
    private boolean isWithDaemon(Page page) {
        boolean copies = k.fuseFile.hasTemporaryPages();
        return page.writeback != 0
                && anyWriteback(
                        req ->
                                copies
                                        ? req.page == page
                                        : req.state != FuseReq.State.FREE
                                                && req.holdsPage(page.index));
    }

    /** The operation that a task is in; null if it is done or nobody. */
    private Op current(int task) {
        if (task == 0 || task > scenario.tasks().size()) {
            return null;
        }
        Task t = scenario.tasks().get(task - 1);
        int n = k.ghost().ended[task - 1];
        return n < t.ops().size() ? t.ops().get(n) : null;
    }
}
