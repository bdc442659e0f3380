package nowrite.model.v6_1;

import nowrite.model.kernel.Kernel;
import nowrite.model.kernel.KernelFunction;
import nowrite.model.state.FuseConn;
import nowrite.model.state.FuseInode;
import nowrite.model.state.FuseReq;
import nowrite.model.state.Ghost;
import nowrite.model.state.Handle;
import nowrite.model.state.Page;
import nowrite.model.v3_13.Batch;
import nowrite.spec.scenario.Op;

/**
 * fs/fuse/file.c of Linux 6.1: a WRITE of writeback is entered into a tree with its first page, and
 * one of a page that is there already goes behind it at once (c146024ec44c, 69a6487ac0ea); launder
 * waits for the copy in flight; errors are recorded in the mapping.
 *
 * <p>Not modelled: fi->lock, which has taken over what fc->lock guards here (one lock stands for
 * both); the write(2) of several pages, with writeback_cache off; limits of background requests.
 */
public class FuseFile extends nowrite.model.v3_15.FuseFile {
    private static final String FILE = "fs/fuse/file.c";
    private static final String SINCE = "6.1";

    /** Makes the component. */
    public FuseFile(Kernel k) {
        super(k);
    }

    /** write(2) through the handle of a task that may close it meanwhile: EBADF if it has. */
    @Override
    public void genericFileAioWrite(Op op) {
        if (op.mapping() == 0) {
            super.genericFileAioWrite(op);
            return;
        }
        Handle handle = k.inode().handles[op.mapping() - 1];
        FuseHandle handles = (FuseHandle) k.fuseHandle;
        step("sys_write:fdget");
        if (handles.fdget(handle)) {
            super.genericFileAioWrite(op);
            step("sys_write:fput");
            handles.fput(handle);
        }
    }

    @Override
    protected boolean fillInFlight(Page page) {
        return fusePageIsWriteback(page.index);
    }

    @Override
    protected void fill(Page page, Batch data, boolean syncAll) {
        if (data.req != null && fuseWritepageNeedSend(page, data)) {
            fuseWritepagesSend(data);
        }
        step("fuse_writepages_fill:set_writeback");
        if (data.req == null) {
            begin(page, data);
            ((FuseFops) k.fuseFops).addToBucket(data.req);
        }
        k.pageWriteback.setPageWriteback(page);
        step("fuse_writepages_fill:copy");
        FuseReq req = data.req;
        copyPage(page, req.data, 2 * req.filled++);
        accountCopy();
        if (data.pages > 0) {
            lock(k.conn().lock, "fuse_writepages_fill:count");
            req.numPages++;
            data.pages++;
            local("num", data.pages);
            unlock(k.conn().lock);
        } else if (!fuseWritepageAdd(page, data)) {
            step("fuse_writepages_fill:end_writeback");
            k.pageWriteback.endPageWriteback(page);
        }
    }

    /** Whether the batch is sent before a page: it cannot join it, or has a copy in flight. */
    @KernelFunction(
            name = "fuse_writepage_need_send",
            file = FILE,
            since = SINCE,
            locksOnEntry = "page lock",
            locksOnExit = "page lock")
    protected boolean fuseWritepageNeedSend(Page page, Batch data) {
        lock(k.conn().lock, "fuse_writepages_fill:in_flight");
        boolean inFlight = fillInFlight(page);
        unlock(k.conn().lock);
        return inFlight || !data.takes(page.index, k.scenario.maxPages());
    }

    /** A new request, which nobody sees yet. */
    protected final void begin(Page page, Batch data) {
        FuseReq req = allocate(page.index);
        req.offset = 2 * page.index;
        data.req = req;
        data.first = page.index;
        data.pages = 0;
        declare(data);
    }

    /**
     * Enters a new request into the tree with its first page. If one there holds the page, the new
     * copy goes into what is chained behind that one, or is chained itself.
     *
     * @return whether it is in the tree
     */
    @KernelFunction(
            name = "fuse_writepage_add",
            file = FILE,
            since = SINCE,
            commit = "c146024ec44c",
            locksOnEntry = "page lock",
            locksOnExit = "page lock")
    protected boolean fuseWritepageAdd(Page page, Batch data) {
        FuseReq req = data.req;
        lock(k.conn().lock, "fuse_writepage_add:add");
        req.numPages = 1;
        FuseReq old = inTree(req);
        if (old == null) {
            k.inode().writepages.addHead(req);
            data.pages = 1;
            local("num", 1);
        } else {
            FuseReq aux = old.next;
            while (aux != null && aux.offset / 2 != page.index) {
                aux = aux.next;
            }
            if (aux != null) {
                copyPage(page, aux.data, 0);
                accountMerged();
                freed(req);
            } else {
                req.next = old.next;
                old.next = req;
            }
            data.req = null;
            declare(data);
        }
        unlock(k.conn().lock);
        return old == null;
    }

    /** What the tree has of the pages of a request; the caller holds the lock. */
    private FuseReq inTree(FuseReq req) {
        for (FuseReq other : k.inode().writepages.entries) {
            if (other != null && other != req && overlap(other, req)) {
                return other;
            }
        }
        return null;
    }

    private static boolean overlap(FuseReq one, FuseReq two) {
        int first = Math.max(one.offset / 2, two.offset / 2);
        return first < Math.min(one.offset / 2 + one.numPages, two.offset / 2 + two.numPages);
    }

    /** tree_insert: warns, and does nothing, if a page of the request is there already. */
    @KernelFunction(
            name = "tree_insert",
            file = FILE,
            since = SINCE,
            commit = "c146024ec44c",
            locksOnEntry = "fc->lock",
            locksOnExit = "fc->lock")
    protected void treeInsert(FuseReq req) {
        if (inTree(req) == null) {
            k.inode().writepages.addHead(req);
        } else {
            seam.lockInside(k.ghost().lock);
            k.ghost().assertionFailed("WARN_ON in tree_insert");
            seam.unlock(k.ghost().lock);
        }
    }

    @Override
    protected void afterCopy(Page page, FuseReq req) {
        FuseConn fc = k.conn();
        ((FuseFops) k.fuseFops).addToBucket(req);
        lock(fc.lock, "fuse_writepage_locked:queue");
        treeInsert(req);
        k.inode().queuedWrites.addTail(req);
        local("req", 0);
        k.fuseFile.fuseFlushWritepages();
        unlock(fc.lock);
        step("fuse_writepage_locked:end_writeback");
        k.pageWriteback.endPageWriteback(page);
    }

    /** What is chained behind a request that is dropped is freed with it. */
    @Override
    @KernelFunction(
            name = "fuse_send_writepage",
            file = FILE,
            since = SINCE,
            locksOnEntry = "fc->lock",
            locksOnExit = "fc->lock")
    protected void send(FuseReq req, int limit, String drop, String relock) {
        FuseConn fc = k.conn();
        FuseInode fi = k.inode();
        enter("fuse_send_writepage");
        fi.writectr++;
        req.length = isConnected() ? sendLength(req, limit) : 0;
        if (req.length == 0) {
            lost(req);
            fi.writectr--; // nobody can see it in between: who waits for NOWRITE sees neither value
            local("req", req.slot);
            k.fuseFile.fuseWritepageFinish(req);
            step(drop);
            k.fuseHandle.fuseFilePut(req.handle);
            unlock(fc.lock);
            for (FuseReq aux = req.next; aux != null; ) {
                FuseReq next = aux.next;
                accountDropped(aux);
                freed(aux);
                aux = next;
            }
            freed(req);
            local("req", 0);
            lock(fc.lock, relock);
            leave();
            return;
        }
        k.fuseDev.requestSendBackgroundLocked(req);
        leave();
    }

    /** What was chained behind a dropped request has not been finished by it (f7790d677853). */
    protected void accountDropped(FuseReq aux) {
        accountFinish(aux.numPages);
    }

    @Override
    protected void freed(FuseReq req) {
        int bucket = req.bucket;
        super.freed(req);
        if (bucket != 0) {
            ((FuseFops) k.fuseFops).bucketDec(bucket);
        }
    }

    /** A WRITE was answered: it leaves the tree first, then what is chained behind it is sent. */
    @Override
    @KernelFunction(
            name = "fuse_writepage_end",
            file = FILE,
            since = SINCE,
            commit = "69a6487ac0ea")
    public void fuseWritepageEnd(FuseReq req) {
        FuseConn fc = k.conn();
        FuseInode fi = k.inode();
        enter("fuse_writepage_end");
        mappingSetError(req);
        lock(fc.lock, "fuse_writepage_end:lock");
        eraseFirst(req);
        boolean chained = req.next != null;
        while (req.next != null) {
            step("fuse_writepage_end:next");
            FuseReq next = req.next;
            unchain(req, next);
            next.handle = holdFor(req.handle);
            treeInsert(next);
            send(
                    next,
                    secondaryCrop(req),
                    "fuse_send_writepage:drop_secondary",
                    "fuse_send_writepage:relock_secondary");
        }
        if (chained) {
            step("fuse_writepage_end:decrement");
        }
        fi.writectr--;
        k.fuseFile.fuseWritepageFinish(req);
        step("fuse_writepage_end:unlock");
        k.fuseHandle.fuseFilePut(req.handle);
        freed(req);
        k.fuseDev.completed();
        unlock(fc.lock);
        leave();
    }

    /**
     * mapping_set_error: every task that calls fsync, and one close, is told of a WRITE that
     * failed.
     */
    protected final void mappingSetError(FuseReq req) {
        attributesChanged();
        if (req.error != 0 && k.scenario.tellsErrors()) {
            step("fuse_writepage_end:set_error");
            setWbErr();
        }
    }

    /** A WRITE was answered: the daemon's file has another time of modification. No boundary. */
    private void attributesChanged() {
        if (!k.scenario.cachesAttributes()) {
            return;
        }
        Ghost ghost = k.ghost();
        seam.lockInside(ghost.lock);
        ghost.attrsOld |= k.inode().attrsValid && (ghost.attrsFresh & 1) == 0;
        seam.unlock(ghost.lock);
        invalidateAttributes();
    }

    /** fuse_invalidate_attr; with writeback_cache the kernel's own times count (3466958beb31). */
    protected void invalidateAttributes() {
        k.inode().attrsValid &= writebackCache();
    }

    /** The mapping has an error, of which every fsync and one close is to be told. No boundary. */
    protected final void setWbErr() {
        k.mapping().wbErr = (1 << k.scenario.tasks().size() + 1) - 1;
    }

    /** rb_erase before anything is inserted (69a6487ac0ea). */
    protected void eraseFirst(FuseReq req) {
        k.inode().writepages.remove(req);
    }

    @Override
    @KernelFunction(
            name = "fuse_launder_page",
            file = FILE,
            since = SINCE,
            commit = "c146024ec44c",
            locksOnEntry = "page lock",
            locksOnExit = "page lock",
            maySleep = true)
    public void fuseLaunderPage(Page page) {
        enter("fuse_launder_page");
        if (k.pageWriteback.clearPageDirtyForIo(page)) {
            serialize(page);
            k.fuseFile.fuseWritepageLocked(page);
            fuseWaitOnPageWriteback(page.index);
        }
        leave();
    }

    /** Before a page is laundered its copy in flight is waited for. A frame of its own. */
    protected void serialize(Page page) {
        enter("serialize");
        fuseWaitOnPageWriteback(page.index);
        leave();
    }

    @Override
    protected boolean mayUpdate(FuseReq old) {
        return false; // not asked: fuse_writepage_add
    }

    @Override
    protected boolean mayChain() {
        return true; // not asked: fuse_writepage_add
    }
}
