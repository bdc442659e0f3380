package nowrite.model.state;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import nowrite.model.seam.WaitQueue;

/**
 * struct fuse_req with its temporary pages. A request has a fixed slot: one for each task's
 * foreground request, some for the WRITEs of each page, and one for the RELEASE of each handle; a
 * slot that is not in use is all zero.
 */
public final class FuseReq {
    /** Where a request is on its way. */
    public enum State {
        /** The slot is not in use. */
        FREE,
        /** Allocated, not yet given to the connection (FUSE_REQ_INIT). */
        INIT,
        /** On fc->pending. */
        PENDING,
        /** Read by the daemon. */
        SENT,
        /** Answered. */
        FINISHED
    }

    /** The operation asked for. */
    public enum Opcode {
        /** The slot is not in use. */
        NONE,
        /** FUSE_WRITE. */
        WRITE,
        /** FUSE_SETATTR. */
        SETATTR,
        /** FUSE_READ. */
        READ,
        /** FUSE_FSYNC. */
        FSYNC,
        /** FUSE_RELEASE. */
        RELEASE,
        /** FUSE_OPEN; with a size it truncates. */
        OPEN,
        /** FUSE_SYNCFS. */
        SYNCFS,
        /** FUSE_GETATTR. */
        GETATTR,
        /** FUSE_FALLOCATE that punches a hole. */
        FALLOCATE,
        /** FUSE_FALLOCATE that may make the file longer. */
        ALLOCATE,
        /** FUSE_COPY_FILE_RANGE. */
        COPY_FILE_RANGE
    }

    /** The slot's number, from 1. */
    public final transient int slot;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(FuseReq.class, "state", State.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Where it is. */
    public State state = State.FREE;

    /** What it asks for. */
    public Opcode opcode = Opcode.NONE;

    /** Offset of a WRITE, READ or FALLOCATE in half pages. */
    public int offset;

    /** Length of a WRITE or FALLOCATE in half pages. */
    public int length;

    /** num_pages of a WRITE of writeback: the temporary pages that it counts. */
    public int numPages;

    /** Temporary pages of a WRITE of writeback that are filled, counted or not yet. */
    public int filled;

    /** Content of the page of a WRITE or READ: for writeback, of the temporary pages. */
    public final int[] data;

    /** misc.write.next: the WRITE that is to be sent when this one is answered. */
    public FuseReq next;

    /** Number of the handle that a WRITE of writeback or a RELEASE names, 0 if of no importance. */
    public int handle;

    /** wpa->bucket: the number of the bucket that it counts in, from 1; 0 if there are none. */
    public int bucket;

    /** SETATTR: whether it sets a size (FATTR_SIZE); OPEN: O_TRUNC. */
    public boolean setsSize;

    /**
     * SETATTR: the size asked for, then the size in the reply; GETATTR: the latter; ALLOCATE: the
     * end; COPY_FILE_RANGE: the first half page that is taken.
     */
    public int size;

    /** SETATTR: the reply is about a file of another type. */
    public boolean otherType;

    /** The reply's error, 0 if none. */
    public int error;

    /**
     * The page-cache page that a READ or WRITE refers to; null for direct I/O, and for a WRITE of
     * writeback that has temporary pages.
     */
    public Page page;

    /** req->waitq. */
    public final WaitQueue waitq;

    FuseReq(int slot, int pages, int contexts) {
        this.slot = slot;
        this.data = new int[2 * pages];
        this.waitq = new WaitQueue("req->waitq", contexts);
    }

    /** On the connection's queue or later, and not yet answered. */
    public boolean isWithDaemon() {
        return state == State.PENDING || state == State.SENT;
    }

    /** Whether it is a WRITE of writeback that counts this page among its own. */
    public boolean holdsPage(int index) {
        return offset / 2 <= index && index < offset / 2 + numPages;
    }

    /** Whether the slot is not in use; whoever sees it so may take it. */
    public boolean isFree() {
        return (State) STATE.getAcquire(this) == State.FREE;
    }

    /** Whether it is answered; whoever sees it so sees the answer. */
    public boolean isFinished() {
        return (State) STATE.getAcquire(this) == State.FINISHED;
    }

    /** It is answered; the answer is there. */
    public void finish() {
        STATE.setRelease(this, State.FINISHED);
    }

    /** Takes the slot for a request. */
    public void init(Opcode what) {
        state = State.INIT;
        opcode = what;
    }

    /** fuse_put_request, the last reference: the slot is free again. */
    public void free() {
        opcode = Opcode.NONE;
        offset = 0;
        length = 0;
        numPages = 0;
        filled = 0;
        Arrays.fill(data, 0);
        next = null;
        handle = 0;
        bucket = 0;
        setsSize = false;
        size = 0;
        otherType = false;
        error = 0;
        page = null;
        STATE.setRelease(this, State.FREE);
    }
}
