package nowrite.model.v6_1;

import nowrite.model.kernel.Kernel;
import nowrite.model.kernel.KernelFunction;
import nowrite.model.state.FuseConn;
import nowrite.model.state.FuseReq;
import nowrite.model.state.Ghost;
import nowrite.spec.scenario.Op;

/**
 * open(2) and syncfs(2) of Linux 6.1: O_TRUNC comes under nowrite, on a mount with writeback_cache;
 * syncfs waits for what was written before it, by counting it in buckets.
 *
 * <p>Not modelled: O_TRUNC that is a SETATTR (atomic_o_trunc is on), FOPEN_KEEP_CACHE (off), DAX.
 */
public class FuseFops extends FuseRanges {
    private static final String FILE = "fs/fuse/file.c";
    private static final String SINCE = "6.1";

    /** Makes the component. */
    public FuseFops(Kernel k) {
        super(k);
    }

    /** open(2): with O_TRUNC the daemon truncates; the page cache follows. */
    @KernelFunction(
            name = "fuse_open_common",
            file = FILE,
            since = SINCE,
            commit = "2fdbb8dd0155",
            maySleep = true,
            simplified = "the handle that it makes writes nothing back")
    public void fuseOpen(int task, Op op) {
        boolean truncates = op.kind() == Op.Kind.OPEN_TRUNC;
        enter("fuse_open_common");
        boolean nowrite = truncates && underNowrite();
        if (nowrite) {
            lock(k.inode().iMutex, "fuse_open_common:i_mutex");
        }
        begin(task, truncates);
        if (nowrite) {
            k.fuseDir.fuseSetNowrite();
        }
        boolean opened = sendOpen(truncates);
        if (opened) {
            finishOpen(truncates);
        }
        if (nowrite) {
            k.fuseDir.fuseReleaseNowrite();
        }
        if (opened) {
            afterRelease(truncates);
        }
        step("fuse_open_common:unlock");
        seam.lockInside(k.ghost().lock);
        k.ghost().before[task - 1] = 0;
        seam.unlock(k.ghost().lock);
        if (nowrite) {
            unlock(k.inode().iMutex);
        }
        leave();
    }

    private void begin(int task, boolean truncates) {
        step("fuse_open_common:start");
        Ghost ghost = k.ghost();
        seam.lockInside(ghost.lock);
        ghost.before[task - 1] = truncates ? ghost.endedStores() : 0;
        seam.unlock(ghost.lock);
    }

    /** Whether an open with O_TRUNC forbids WRITEs (e4648309b85a): with writeback_cache it does. */
    protected boolean underNowrite() {
        return k.fuseFile.writebackCache();
    }

    private boolean sendOpen(boolean truncates) {
        lock(k.conn().lock, "fuse_open_common:send");
        FuseReq req = k.fuseDev.foreground();
        req.init(FuseReq.Opcode.OPEN);
        req.setsSize = truncates;
        k.fuseDev.requestSend(req);
        int err = req.error;
        req.free();
        local("err", err);
        return err == 0;
    }

    /** Before nowrite is released: the file is empty. */
    @KernelFunction(name = "fuse_finish_open", file = FILE, since = SINCE, maySleep = true)
    public void finishOpen(boolean truncates) {
        if (truncates) {
            lock(k.conn().lock, "fuse_finish_open:i_size");
            k.fuseDir.writeSize(0);
            unlock(k.conn().lock);
        }
    }

    /** After nowrite was released the page cache follows (2fdbb8dd0155). */
    protected void afterRelease(boolean truncates) {
        step("fuse_open_common:cache");
        if (truncates) {
            k.fuseDir.fuseTruncate(0);
        } else {
            k.truncate.invalidateInodePages2();
        }
    }

    /** stat(2): from the cached attributes as long as they are valid. */
    @KernelFunction(
            name = "fuse_update_get_attr",
            file = "fs/fuse/dir.c",
            since = SINCE,
            maySleep = true,
            simplified = "they are valid until something makes them invalid; no time passes")
    public void statCached(int task) {
        enter("fuse_update_get_attr");
        step("fuse_update_get_attr:valid");
        if (k.inode().attrsValid) {
            Ghost ghost = k.ghost();
            seam.lockInside(ghost.lock);
            ghost.stale |= ghost.attrsOld;
            seam.unlock(ghost.lock);
        } else {
            fuseUpdateAttributes(task);
        }
        leave();
    }

    @Override
    protected void attributesCached(int task) {
        if (k.scenario.cachesAttributes()) {
            Ghost ghost = k.ghost();
            k.inode().attrsValid = true;
            seam.lockInside(ghost.lock);
            ghost.attrsFresh = ghost.attrsFresh >> task & 1;
            ghost.attrsOld = false;
            seam.unlock(ghost.lock);
        }
    }

    /** syncfs(2) of the file system: everything dirty, then SYNCFS. */
    @KernelFunction(
            name = "fuse_sync_fs",
            file = "fs/fuse/inode.c",
            since = SINCE,
            commit = "660585b56e63",
            maySleep = true,
            simplified = "sync_filesystem with the one inode is a part of it")
    public void syncfs(int task) {
        enter("fuse_sync_fs");
        step("fuse_sync_fs:start");
        Ghost ghost = k.ghost();
        seam.lockInside(ghost.lock);
        ghost.before[task - 1] = ghost.endedStores();
        seam.unlock(ghost.lock);
        k.vmscan.syncInodesSb();
        fuseSyncFsWrites();
        lock(k.conn().lock, "fuse_sync_fs:send");
        FuseReq req = k.fuseDev.foreground();
        req.init(FuseReq.Opcode.SYNCFS);
        k.fuseDev.requestSend(req);
        boolean failed = req.error != 0;
        req.free();
        ((FuseDir) k.fuseDir).judgeSync(task, failed);
        leave();
    }

    /**
     * Waits until every WRITE that was begun before is answered: a new bucket counts what comes
     * later, and lives on at least as long as the old one.
     */
    @KernelFunction(
            name = "fuse_sync_fs_writes",
            file = "fs/fuse/inode.c",
            since = SINCE,
            commit = "660585b56e63",
            maySleep = true)
    public void fuseSyncFsWrites() {
        FuseConn fc = k.conn();
        enter("fuse_sync_fs_writes");
        lock(fc.lock, "fuse_sync_fs_writes:new_bucket");
        int old = fc.currBucket;
        if (fc.buckets[old - 1] == 1) {
            unlock(fc.lock);
            leave();
            return;
        }
        int fresh = old + 1;
        local("bucket", old);
        fc.buckets[fresh - 1] = 1 + childHold();
        fc.currBucket = fresh;
        unlock(fc.lock);
        step("fuse_sync_fs_writes:drop");
        fc.buckets[old - 1]--;
        waitEvent(fc.bucketWaitq, "fuse_sync_fs_writes:wait", () -> fc.buckets[old - 1] == 0);
        if (childHold() > 0) {
            step("fuse_sync_fs_writes:drop_child");
            bucketDec(fresh);
        }
        leave();
    }

    /** What an old bucket counts in the new one, until it is empty: one. */
    protected int childHold() {
        return 1;
    }

    /** fuse_writepage_add_to_bucket: a new WRITE counts in the bucket of the moment. */
    @KernelFunction(name = "fuse_writepage_add_to_bucket", file = FILE, since = SINCE)
    public void addToBucket(FuseReq req) {
        FuseConn fc = k.conn();
        if (fc.buckets.length == 0) {
            return;
        }
        int bucket;
        do {
            step("fuse_writepage_add_to_bucket:curr");
            bucket = fc.currBucket;
            local("bucket", bucket);
            step("fuse_writepage_add_to_bucket:inc");
        } while (!inc(bucket));
        local("bucket", 0);
        req.bucket = bucket;
    }

    /** atomic_inc_not_zero: a bucket that is empty is not used any more. */
    protected boolean inc(int bucket) {
        int[] buckets = k.conn().buckets;
        if (buckets[bucket - 1] == 0) {
            return false;
        }
        buckets[bucket - 1]++;
        return true;
    }

    /** fuse_sync_bucket_dec: the last one wakes who waits for the bucket. No boundary. */
    public void bucketDec(int bucket) {
        if (--k.conn().buckets[bucket - 1] == 0) {
            wakeUp(k.conn().bucketWaitq);
        }
    }
}
