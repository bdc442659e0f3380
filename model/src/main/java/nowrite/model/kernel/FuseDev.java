package nowrite.model.kernel;

import java.util.Arrays;
import nowrite.model.state.DaemonFile;
import nowrite.model.state.FuseConn;
import nowrite.model.state.FuseReq;
import nowrite.model.state.Ghost;
import nowrite.spec.scenario.SetattrOutcome;

/**
 * fs/fuse/dev.c of Linux 2.6.26: requests on their way to the daemon and back; and the daemon, one
 * context for each request slot.
 *
 * <p>Not modelled: signals and INTERRUPT (the daemon may answer EINTR, with or without having done
 * the work), the limit of 12 background requests (no scenario has so many). When the connection is
 * aborted the daemon dies with it: what it had read has no effect any more.
 */
public class FuseDev extends KernelCode {
    private static final String FILE = "fs/fuse/dev.c";
    private static final String APPLY = "daemon:apply";

    /** ENOTCONN: a request that is made when the connection is gone. */
    public static final int ENOTCONN = 107;

    /** ECONNABORTED: a request that was on its way when it went. */
    public static final int ECONNABORTED = 103;

    private final String[] setattrChoices;

    /** Makes the component. */
    public FuseDev(Kernel k) {
        super(k);
        setattrChoices = new String[1 + k.scenario.setattrOutcomes().size()];
        setattrChoices[0] = APPLY;
        int n = 1;
        for (SetattrOutcome outcome : k.scenario.setattrOutcomes()) {
            setattrChoices[n++] = outcome.label();
        }
    }

    /** The running task's request slot. */
    public final FuseReq foreground() {
        return k.conn().slots[seam.self() - 1];
    }

    /** Queues a WRITE of writeback; the caller holds fc->lock. No boundary. */
    @KernelFunction(
            name = "request_send_background_locked",
            file = FILE,
            commit = "3be5a52b30aa",
            locksOnEntry = "fc->lock",
            locksOnExit = "fc->lock",
            simplified = "the background queue never fills")
    public void requestSendBackgroundLocked(FuseReq req) {
        req.state = FuseReq.State.PENDING;
        k.conn().pending.addTail(req);
    }

    /** Queues a request, drops fc->lock, which the caller holds, and waits for the answer. */
    @KernelFunction(
            name = "request_send",
            file = FILE,
            maySleep = true,
            locksOnEntry = "fc->lock",
            simplified =
                    "the caller takes fc->lock; request_wait_answer cannot be interrupted; without a"
                            + " connection it finds the error at once")
    public void requestSend(FuseReq req) {
        FuseConn fc = k.conn();
        if (fc.aborted) {
            req.error = ENOTCONN;
            req.finish();
        } else {
            req.state = FuseReq.State.PENDING;
            fc.pending.addTail(req);
        }
        unlock(fc.lock);
        enter("request_wait_answer");
        waitEvent(req.waitq, "request_wait_answer:wait", req::isFinished);
        leave();
    }

    /** The daemon's work on one request: reads it, does it, answers. */
    public void daemon(FuseReq req) {
        FuseConn fc = k.conn();
        seam.stepWhen(
                "daemon:read",
                () ->
                        fc.pending.first() == req
                                && !fc.aborted
                                && fc.active < k.scenario.daemonThreads()
                                && fc.lock.holder == 0);
        seam.lockInside(fc.lock);
        fuseDevRead(req);
        unlock(fc.lock);
        work(req);
        seam.stepWhen("daemon:reply", () -> mayReply() && fc.lock.holder == 0);
        seam.lockInside(fc.lock);
        if (fc.aborted) { // fuse_dev_write: there is no connection, or no such request
            fc.active--;
            unlock(fc.lock);
            return;
        }
        boolean writeback = isWriteback(req);
        if (!writeback) {
            fc.active--;
        }
        requestEnd(req);
        unlock(fc.lock);
        if (writeback) {
            k.fuseFile.fuseWritepageEnd(req);
        }
    }

    /** The daemon answers, or it is dead: then it gives up what it was at. */
    private boolean mayReply() {
        return k.conn().aborted || !k.scenario.silent() && hasAllocated();
    }

    /** A WRITE of writeback has ended: the thread of the daemon that answered it is free again. */
    public final void completed() {
        if (seam.self() > k.scenario.tasks().size()) {
            k.conn().active--;
        }
    }

    private boolean isWriteback(FuseReq req) {
        return k.scenario.isWriteback(req.slot);
    }

    /** A daemon that allocates memory before it answers waits for its own allocation. */
    private boolean hasAllocated() {
        int task = k.scenario.allocator();
        return task == 0
                || k.ghost().ended[task - 1] == k.scenario.tasks().get(task - 1).ops().size();
    }

    /** The daemon reads the request at the head of fc->pending; holds fc->lock. No boundary. */
    @KernelFunction(name = "fuse_dev_read", file = FILE)
    public void fuseDevRead(FuseReq req) {
        FuseConn fc = k.conn();
        fc.pending.remove(req);
        fc.active++;
        req.state = FuseReq.State.SENT;
        if (req.opcode == FuseReq.Opcode.WRITE && req.page != null) {
            copyPage(req.page, req.data, 0);
        }
    }

    /**
     * umount -f, the control file of the connection, or the death of the daemon: nothing is sent
     * any more, and every request that is on its way ends here, with an error.
     */
    @KernelFunction(
            name = "fuse_abort_conn",
            file = FILE,
            maySleep = true,
            simplified =
                    "fc->lock is let go before the first request is ended, as since 4.2; what the"
                            + " daemon has read is ended in the order of the request slots")
    public void fuseAbortConn() {
        FuseConn fc = k.conn();
        enter("fuse_abort_conn");
        lock(fc.lock, "fuse_abort_conn:disconnect");
        boolean first = !fc.aborted;
        fc.aborted = true;
        unlock(fc.lock);
        if (first) {
            k.fuseDev.endRequests();
        }
        leave();
    }

    /** Ends all requests: a WRITE of writeback runs its end in the context of who aborts. */
    @KernelFunction(name = "end_requests", file = FILE, maySleep = true)
    public void endRequests() {
        FuseConn fc = k.conn();
        enter("end_requests");
        for (FuseReq req = onItsWay(); req != null; req = onItsWay()) {
            lock(fc.lock, "end_requests:end");
            req = onItsWay();
            fc.pending.remove(req);
            req.error = ECONNABORTED;
            boolean writeback = isWriteback(req);
            if (writeback) {
                local("aborted", req.slot);
                fail(req, req.length);
            }
            requestEnd(req);
            unlock(fc.lock);
            if (writeback) {
                k.fuseFile.fuseWritepageEnd(req);
                local("aborted", 0);
            }
        }
        leave();
    }

    /** The request that is ended next: what the daemon has not read comes first. */
    private FuseReq onItsWay() {
        FuseReq first = k.conn().pending.first();
        if (first != null) {
            return first;
        }
        for (FuseReq req : k.conn().slots) {
            if (req.isWithDaemon()) {
                return req;
            }
        }
        return null;
    }

    /** The daemon's answer arrives; holds fc->lock. No boundary. */
    @KernelFunction(name = "request_end", file = FILE)
    public void requestEnd(FuseReq req) {
        Ghost ghost = k.ghost();
        if (req.opcode == FuseReq.Opcode.RELEASE) {
            req.free();
            return;
        }
        if (req.opcode == FuseReq.Opcode.READ && req.page != null && req.error == 0) {
            req.page.store(0, req.data[0]);
            req.page.store(1, req.data[1]);
        }
        if (req.setsSize && req.error == 0 && !req.otherType) {
            seam.lockInside(ghost.lock);
            ghost.dead |= ghost.from(ghost.before[req.slot - 1], req.size);
            seam.unlock(ghost.lock);
        }
        if (req.opcode == FuseReq.Opcode.FALLOCATE && req.error == 0) {
            seam.lockInside(ghost.lock);
            ghost.dead |= ghost.in(ghost.before[req.slot - 1], req.offset, end(req));
            seam.unlock(ghost.lock);
        }
        req.finish(); // from here on the sleeper may go on and reuse the request
        wakeUp(req.waitq);
    }

    private void work(FuseReq req) {
        if (isWriteback(req) && k.scenario.daemon().writeMayFail()) {
            if (seam.choose(APPLY, "daemon:fail_write") == 0) {
                takeEffect(req);
            } else if (!k.conn().aborted) {
                req.error = FuseDir.EIO;
                fail(req, req.length);
            }
            return;
        }
        if (req.opcode != FuseReq.Opcode.SETATTR || setattrChoices.length == 1) {
            step(APPLY);
            takeEffect(req);
            return;
        }
        int choice = seam.choose(setattrChoices);
        SetattrOutcome outcome = choice == 0 ? null : SetattrOutcome.of(setattrChoices[choice]);
        if (outcome == null || outcome.takesEffect()) {
            takeEffect(req);
        }
        if (outcome != null && !k.conn().aborted) {
            req.error = outcome.error();
            req.otherType = outcome == SetattrOutcome.OTHER_TYPE;
        }
    }

    private void takeEffect(FuseReq req) {
        if (k.conn().aborted) {
            return;
        }
        DaemonFile file = k.state.daemon;
        seam.lockInside(file.lock);
        seam.lockInside(k.ghost().lock);
        switch (req.opcode) {
            case WRITE -> write(req, file);
            case READ -> {
                req.data[0] = file.data[req.offset];
                req.data[1] = file.data[req.offset + 1];
            }
            case SETATTR -> {
                if (req.setsSize) {
                    truncate(req.size, file);
                } else {
                    req.size = file.size;
                    k.ghost().settled |= k.ghost().before[req.slot - 1];
                }
            }
            case ALLOCATE -> file.size = Math.max(file.size, req.size);
            case COPY_FILE_RANGE -> copy(req, file);
            case OPEN -> {
                if (req.setsSize) {
                    truncate(req.size, file);
                }
            }
            case GETATTR -> {
                req.size = file.size;
                if (k.scenario.cachesAttributes()) {
                    k.ghost().attrsFresh |= 1 << req.slot;
                }
            }
            case FALLOCATE -> {
                Arrays.fill(file.data, req.offset, end(req), 0);
                k.ghost().cut |= k.ghost().in(k.ghost().storedFrom(0), req.offset, end(req));
            }
            default -> {}
        }
        seam.unlock(k.ghost().lock);
        seam.unlock(file.lock);
    }

    /** A WRITE of writeback is not sent: if that is for want of a connection, its data is lost. */
    public final void dropped(FuseReq req) {
        if (k.conn().aborted) {
            fail(req, 2 * req.numPages);
        }
    }

    /**
     * What a failed WRITE carried is nowhere any more. Remembered only where errors are told: else
     * every fsync after an abort fails by its own request.
     */
    private void fail(FuseReq req, int length) {
        Ghost ghost = k.ghost();
        if (!k.scenario.tellsErrors()) {
            return;
        }
        seam.lockInside(ghost.lock);
        for (int half = req.offset; half < req.offset + length; half++) {
            int content =
                    req.state == FuseReq.State.SENT || k.fuseFile.hasTemporaryPages()
                            ? req.data[half - req.offset]
                            : k.mapping().cache[half / 2].load(half % 2);
            if (Ghost.isStore(content)) {
                ghost.failed |= ghost.cellMask(content, half);
            }
        }
        seam.unlock(ghost.lock);
    }

    private static int end(FuseReq req) {
        return req.offset + req.length;
    }

    private void write(FuseReq req, DaemonFile file) {
        Ghost ghost = k.ghost();
        for (int half = req.offset; half < req.offset + req.length; half++) {
            int content = req.data[half - 2 * (req.offset / 2)];
            if (isWriteback(req)) {
                int rank = ghost.rank(half, content);
                ghost.regressed |= content != 0 && rank < ghost.applied[half];
                ghost.misordered |=
                        rank > ghost.applied[half]
                                && (ghost.settled & ghost.cellMask(content, half)) != 0;
                ghost.applied[half] = Math.max(ghost.applied[half], rank);
            }
            file.data[half] = content;
        }
        file.size = Math.max(file.size, req.offset + req.length);
        ghost.attrsFresh = 0; // the daemon's file has a new time of modification
    }

    /** As much as the file has; what arrives is content of its own, that of the operation. */
    private void copy(FuseReq req, DaemonFile file) {
        Ghost ghost = k.ghost();
        int id = req.data[0];
        req.length = Math.max(0, Math.min(req.length, file.size - req.size));
        ghost.cut |= ghost.in(ghost.storedFrom(0), req.offset, end(req));
        for (int i = 0; i < req.length; i++) {
            ghost.judgeRead(req.slot, req.size + i, file.data[req.size + i]);
            ghost.stored(id, req.offset + i, false);
            file.data[req.offset + i] = id;
        }
        file.size = req.length == 0 ? file.size : Math.max(file.size, end(req));
    }

    private void truncate(int size, DaemonFile file) {
        for (int half = size; half < file.data.length; half++) {
            file.data[half] = 0;
        }
        file.size = size;
        k.ghost().cut |= k.ghost().storedFrom(size);
    }
}
