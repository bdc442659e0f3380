package nowrite.model.state;

/**
 * struct fuse_file: the handle of an open file with a mapping. There are handles only where some
 * task closes its file; elsewhere it is of no importance which of them a WRITE names.
 */
public final class Handle {
    /** The handle's number, from 1: that of its mapping. */
    public final transient int number;

    /** References: the open file, and each WRITE of writeback that names the handle. */
    public int count = 1;

    /** f_count: the descriptor, and each write(2) under way; only where tasks share handles. */
    public int users = 1;

    /** No descriptor is left. */
    public boolean closed;

    Handle(int number) {
        this.number = number;
    }
}
