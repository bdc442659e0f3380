package nowrite.model.state;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import nowrite.model.seam.Lock;
import nowrite.model.seam.WaitQueue;

/** struct inode and struct fuse_inode of the one file. */
public final class FuseInode {
    /** FUSE_NOWRITE: the bias that forbids writes. */
    public static final int FUSE_NOWRITE = Integer.MIN_VALUE;

    private static final VarHandle WRITECTR;
    private static final VarHandle I_SIZE;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            WRITECTR = lookup.findVarHandle(FuseInode.class, "writectr", int.class);
            I_SIZE = lookup.findVarHandle(FuseInode.class, "iSize", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** i_mutex. */
    public final Lock iMutex = new Lock("i_mutex");

    /** i_size in half pages; written under fc->lock, read without. */
    public int iSize;

    /**
     * fi->attr_version, as tasks that wait for a GETATTR see it: bits of the tasks since whose
     * snapshot it has not moved.
     */
    public int attrVersionSeen;

    /** FUSE_I_SIZE_UNSTABLE: somebody is about to change the size. */
    public boolean sizeUnstable;

    /** is_bad_inode. */
    public boolean bad;

    /** Number of WRITEs handed to the connection and not completed, biased by FUSE_NOWRITE. */
    public int writectr;

    /**
     * i_time has not passed: the cached attributes are valid; only where somebody asks for them.
     */
    public boolean attrsValid;

    /** queued_writes: prepared, not yet sent. */
    public final ReqList queuedWrites;

    /** writepages: every WRITE of writeback, queued or sent. */
    public final ReqList writepages;

    /** All handles of the file that were opened, by number - 1. */
    public final Handle[] handles;

    /** write_files: handles that writeback may use, first first; null past the end. */
    public final Handle[] writeFiles;

    /** page_waitq: those who wait for nowrite, and those who wait for a page's copy. */
    public final WaitQueue pageWaitq;

    FuseInode(int slots, int contexts, int handleCount) {
        handles = new Handle[handleCount];
        for (int h = 0; h < handleCount; h++) {
            handles[h] = new Handle(h + 1);
        }
        writeFiles = handles.clone();
        queuedWrites = new ReqList(slots);
        writepages = new ReqList(slots);
        pageWaitq = new WaitQueue("page_waitq", contexts);
    }

    /** Takes a handle off write_files. */
    public void unlinkWriteFile(Handle handle) {
        int kept = 0;
        for (int i = 0; i < writeFiles.length; i++) {
            Handle h = writeFiles[i];
            writeFiles[i] = null;
            if (h != null && h != handle) {
                writeFiles[kept++] = h;
            }
        }
    }

    /** Reads writectr without fc->lock. */
    public int readWritectr() {
        return (int) WRITECTR.getVolatile(this);
    }

    /** i_size_read. */
    public int readISize() {
        return (int) I_SIZE.getVolatile(this);
    }

    /** i_size_write; the caller holds fc->lock. */
    public void writeISize(int size) {
        attrVersionSeen = 0;
        I_SIZE.setVolatile(this, size);
    }
}
