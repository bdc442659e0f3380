package nowrite.model.state;

import nowrite.model.seam.Lock;

/** What a file system that keeps metadata for dirty pages has of the file, besides the inode. */
public final class ClientInode {
    /** The file system's own lock: a transaction. Taken before page locks. */
    public final Lock lock = new Lock("client lock");

    /** Whether a half page has metadata. */
    public final boolean[] metadata;

    /**
     * Ghost: the size that properties count with. While truncate makes the file longer, it is the
     * old one until truncate has returned.
     */
    public int promisedSize;

    ClientInode(int halves, int size) {
        metadata = new boolean[halves];
        promisedSize = size;
    }
}
