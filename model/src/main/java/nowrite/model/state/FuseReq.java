package nowrite.model.state;

import nowrite.model.seam.WaitQueue;

/**
 * struct fuse_req with its temporary page. A request has a fixed slot: one for each task's
 * foreground request, and some for the WRITEs of each page; a slot that is not in use is all zero.
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
        FSYNC
    }

    /** The slot's number, from 1. */
    public final transient int slot;

    /** Where it is. */
    public State state = State.FREE;

    /** What it asks for. */
    public Opcode opcode = Opcode.NONE;

    /** Offset of a WRITE or READ in half pages. */
    public int offset;

    /** Length of a WRITE in half pages. */
    public int length;

    /** Content of the page of a WRITE or READ: for writeback, the temporary page. */
    public final int[] data = new int[2];

    /** SETATTR: whether it sets a size (FATTR_SIZE). */
    public boolean setsSize;

    /** SETATTR: the size asked for, then the size in the reply. */
    public int size;

    /** SETATTR: the reply is about a file of another type. */
    public boolean otherType;

    /** The reply's error, 0 if none. */
    public int error;

    /** The locked page-cache page of a foreground READ or WRITE. */
    public Page page;

    /** req->waitq. */
    public final WaitQueue waitq;

    FuseReq(int slot, int contexts) {
        this.slot = slot;
        this.waitq = new WaitQueue("req->waitq", contexts);
    }

    /** On the connection's queue or later, and not yet answered. */
    public boolean isWithDaemon() {
        return state == State.PENDING || state == State.SENT;
    }

    /** Takes the slot for a request. */
    public void init(Opcode what) {
        state = State.INIT;
        opcode = what;
    }

    /** fuse_put_request, the last reference: the slot is free again. */
    public void free() {
        state = State.FREE;
        opcode = Opcode.NONE;
        offset = 0;
        length = 0;
        data[0] = 0;
        data[1] = 0;
        setsSize = false;
        size = 0;
        otherType = false;
        error = 0;
        page = null;
    }
}
