package nowrite.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nowrite.model.kernel.Kernel;
import nowrite.model.state.FuseReq;
import nowrite.model.state.Page;
import nowrite.spec.scenario.Scenario;

/**
 * Who waits for whom: says of a context that cannot move what it waits for and who could end it.
 */
final class WaitFor {
    private final Kernel k;
    private final Scenario scenario;

    WaitFor(Kernel k) {
        this.k = k;
        this.scenario = k.scenario;
    }

    Wait blame(int context, String label, Map<String, Integer> locals) {
        String at = label.replace(".test", "");
        Page page = page(locals);
        if (at.endsWith(":i_mutex")) {
            return held("i_mutex", k.inode().iMutex.holder);
        }
        if (at.equals("client_page_mkwrite:lock") || at.equals("client_writepages:lock")) {
            return held("the file system's own lock", k.state.client.lock.holder);
        }
        if (at.equals("fuse_set_nowrite:wait")) {
            return inFlight("the WRITEs in flight (fuse_set_nowrite)", false, 0);
        }
        if (at.equals("fuse_wait_on_page_writeback:wait") && page != null) {
            return inFlight("the copy of page " + page.index + " in flight", true, page.index);
        }
        if (at.equals("request_wait_answer:wait")) {
            FuseReq req = k.conn().slots[context - 1];
            return new Wait(
                    "the daemon's answer to " + req.opcode,
                    List.of(scenario.tasks().size() + context));
        }
        if (at.equals("filemap_fdatawait:wait") || at.equals("wait_on_page_writeback:wait")) {
            Wait request = page == null ? null : underWriteback(page, context);
            if (request != null) {
                return request;
            }
        }
        if (at.equals("filemap_fdatawait:wait") && page != null) {
            return held("PG_writeback of page " + page.index, page.locked);
        }
        if (at.equals("wait_on_page_writeback:wait") && page != null) {
            return held(
                    "PG_writeback of page " + page.index, page.locked == context ? 0 : page.locked);
        }
        if (at.equals("unmap_region:unmap")) {
            return mmapSem(scenario.tasks().get(context - 1).mapping());
        }
        if (at.equals("daemon:reply") && scenario.allocator() != 0) {
            return held("its own memory allocation", scenario.allocator());
        }
        if (page != null && page.lockq.contains(context)) {
            return held("the lock of page " + page.index, page.locked);
        }
        if (k.conn().lock.holder != 0) {
            return held("fc->lock", k.conn().lock.holder);
        }
        return new Wait(at, List.of());
    }

    private Page page(Map<String, Integer> locals) {
        Integer number = locals.get("page");
        return number == null || number == 0 ? null : k.mapping().frames[number - 1];
    }

    /** PG_writeback that lasts until a WRITE ends; null if none has the page. */
    private Wait underWriteback(Page page, int context) {
        if (page.locked != 0 && page.locked != context) {
            return null;
        }
        for (FuseReq req : k.conn().slots) {
            if (scenario.isWriteback(req.slot)
                    && req.state != FuseReq.State.FREE
                    && req.holdsPage(page.index)) {
                boolean queued = req.state == FuseReq.State.INIT;
                int holder = k.inode().iMutex.holder;
                return new Wait(
                        "the writeback of page "
                                + page.index
                                + (queued ? ", queued until nowrite is released" : ""),
                        queued
                                ? holder == 0 ? List.of() : List.of(holder)
                                : List.of(scenario.tasks().size() + req.slot));
            }
        }
        return null;
    }

    private Wait mmapSem(int mapping) {
        List<Integer> readers = new ArrayList<>();
        for (int t = 1; t <= scenario.tasks().size(); t++) {
            if ((k.state.mms[mapping - 1].readers & 1 << t) != 0) {
                readers.add(t);
            }
        }
        return new Wait("mmap_sem of " + scenario.mappingName(mapping), readers);
    }

    private static Wait held(String what, int holder) {
        return new Wait(what, holder == 0 ? List.of() : List.of(holder));
    }

    /** WRITEs of writeback: with the daemon, or queued behind the task that holds i_mutex. */
    private Wait inFlight(String what, boolean onePage, int index) {
        List<Integer> contexts = new ArrayList<>();
        boolean queued = false;
        for (FuseReq req : k.inode().writepages.entries) {
            if (req != null && (!onePage || req.holdsPage(index))) {
                if (req.state == FuseReq.State.INIT) {
                    queued = true;
                } else {
                    contexts.add(scenario.tasks().size() + req.slot);
                }
            }
        }
        if (onePage && queued && k.inode().writectr < 0) {
            int holder = k.inode().iMutex.holder;
            return new Wait(
                    what + ", queued until nowrite is released",
                    holder == 0 ? List.of() : List.of(holder));
        }
        return new Wait(what, contexts);
    }
}
