package nowrite.model;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import nowrite.model.kernel.Kernel;
import nowrite.model.seam.Lock;
import nowrite.model.seam.WaitQueue;
import nowrite.model.state.FuseInode;
import nowrite.model.state.FuseReq;
import nowrite.model.state.Ghost;
import nowrite.model.state.Handle;
import nowrite.model.state.Page;
import nowrite.model.state.PageTable;
import nowrite.model.state.ReqList;
import nowrite.model.state.VmStat;
import nowrite.spec.scenario.Scenario;

/**
 * The shared state as paths and values, in a fixed order: the canonical form that traces show and
 * in which the specification's states are written too.
 */
final class View {
    private final Kernel k;
    private final Scenario scenario;

    View(Kernel k) {
        this.k = k;
        this.scenario = k.scenario;
    }

    Map<String, String> of() {
        Map<String, String> view = new LinkedHashMap<>();
        FuseInode fi = k.inode();
        view.put("i_size", String.valueOf(fi.iSize));
        view.put("i_mutex", holder(fi.iMutex));
        view.put("fc->lock", holder(k.conn().lock));
        view.put("writectr", counter(fi.writectr));
        view.put("queued_writes", requests(fi.queuedWrites));
        view.put("writepages", requests(fi.writepages));
        view.put("page_waitq", waiters(fi.pageWaitq));
        view.put("bad_inode", fi.bad ? "1" : "0");
        view.put("pending", requests(k.conn().pending));
        if (scenario.aborts()) {
            view.put("connected", k.conn().aborted ? "0" : "1");
        }
        if (scenario.stats()) {
            view.put("attr_version.seen", tasks(fi.attrVersionSeen));
            view.put("size_unstable", fi.sizeUnstable ? "1" : "0");
        }
        if (scenario.syncs() > 0) {
            view.put("buckets", Arrays.toString(k.conn().buckets).replace(",", ""));
            view.put("curr_bucket", String.valueOf(k.conn().currBucket));
            view.put("bucket_waitq", waiters(k.conn().bucketWaitq));
        }
        if (scenario.tellsErrors()) {
            view.put("wb_err", tasks(k.mapping().wbErr));
            view.put("AS_EIO", String.valueOf(k.mapping().wbErr & 1));
        }
        if (scenario.cachesAttributes()) {
            view.put("attributes", k.inode().attrsValid ? "valid" : "invalid");
            view.put("ghost.attrs_fresh", Integer.toBinaryString(k.ghost().attrsFresh));
            view.put("ghost.attrs_old", k.ghost().attrsOld ? "1" : "0");
        }
        if (scenario.sharesHandles()) {
            view.put("pass_failed", tasks(k.mapping().passFailed));
        }
        pages(view);
        FuseReq[] slots = k.conn().slots;
        for (FuseReq req : slots) {
            view.put("req." + scenario.slotName(req.slot), request(req));
        }
        files(view);
        counters(view);
        daemon(view);
        client(view);
        ghost(view);
        return view;
    }

    private void counters(Map<String, String> view) {
        VmStat counters = k.vmstat();
        view.put("vmstat.nr_file_dirty", String.valueOf(counters.fileDirty));
        view.put("vmstat.nr_writeback", String.valueOf(counters.writeback));
        view.put("vmstat.nr_writeback_temp", String.valueOf(counters.temp));
        view.put("vmstat.nr_writeback_temp.cache", String.valueOf(counters.tempOfCache));
        view.put("vmstat.bdi_writeback", String.valueOf(counters.bdiWriteback));
        view.put("vmstat.bdi_written.owed", String.valueOf(counters.owed));
        view.put("vmstat.temporary_pages", String.valueOf(counters.temporaryPages));
    }

    /** What nobody else can change while a context holds fc->lock. */
    void guarded(Map<String, String> view) {
        FuseInode fi = k.inode();
        view.put("i_size", String.valueOf(fi.iSize));
        view.put("writectr", counter(fi.writectr));
        view.put("queued_writes", requests(fi.queuedWrites));
        view.put("writepages", requests(fi.writepages));
        view.put("pending", requests(k.conn().pending));
    }

    /** The daemon's file. */
    void daemon(Map<String, String> view) {
        view.put("daemon.size", String.valueOf(k.state.daemon.size));
        view.put("daemon.data", contents(k.state.daemon.data));
    }

    /** What a request asks that the daemon has read and not answered; else null. */
    String requestWithDaemon(int slot) {
        FuseReq req = k.conn().slots[slot - 1];
        return req.state == FuseReq.State.SENT ? asked(req) : null;
    }

    /** The entries of a page table that are not what they were, without the numbers of frames. */
    void changedEntries(PageTable table, int[] before, Map<String, String> view) {
        int mapping = Arrays.asList(k.state.mms).indexOf(table) + 1;
        for (int index = 0; index < before.length; index++) {
            int entry = table.pte[index];
            if (entry != before[index]) {
                view.put(
                        "pte." + scenario.mappingName(mapping) + "." + index,
                        entry == 0 ? "none" : entry > 0 ? "rw" : "ro");
            }
        }
    }

    /** The client's lock and metadata; only where the file system is the metadata client. */
    private void client(Map<String, String> view) {
        if (k.state.client == null) {
            return;
        }
        view.put("client.lock", holder(k.state.client.lock));
        StringJoiner metadata = new StringJoiner(" ", "[", "]");
        for (int half = 0; half < k.state.client.metadata.length; half++) {
            if (k.state.client.metadata[half]) {
                metadata.add(half + "h");
            }
        }
        view.put("client.metadata", metadata.toString());
    }

    private String holder(Lock lock) {
        return scenario.contextName(lock.holder);
    }

    /** The counter with its bias spelt out; beyond both ends an int wraps around. */
    private static String counter(int writectr) {
        if (writectr > Integer.MAX_VALUE / 2) {
            return "INT_MAX" + offset(writectr - Integer.MAX_VALUE);
        }
        if (writectr < FuseInode.FUSE_NOWRITE / 2) {
            return "NOWRITE" + offset(writectr - FuseInode.FUSE_NOWRITE);
        }
        return String.valueOf(writectr);
    }

    private static String offset(int n) {
        return n == 0 ? "" : n > 0 ? "+" + n : String.valueOf(n);
    }

    private String requests(ReqList list) {
        StringJoiner text = new StringJoiner(" ", "[", "]");
        for (int i = 0; i < list.size(); i++) {
            text.add(scenario.slotName(list.entries[i].slot));
        }
        return text.toString();
    }

    private String tasks(int bits) {
        StringJoiner text = new StringJoiner(" ", "[", "]");
        for (int t = 1; t <= scenario.tasks().size(); t++) {
            if ((bits & 1 << t) != 0) {
                text.add(scenario.contextName(t));
            }
        }
        return text.toString();
    }

    private String waiters(WaitQueue queue) {
        StringJoiner text = new StringJoiner(" ", "[", "]");
        for (int entry : queue.entries) {
            if (entry != 0) {
                text.add(scenario.contextName(Math.abs(entry)));
            }
        }
        return text.toString();
    }

    private String contents(int[] data) {
        StringJoiner text = new StringJoiner(" ", "[", "]");
        for (int content : data) {
            text.add(scenario.contentName(content));
        }
        return text.toString();
    }

    private void pages(Map<String, String> view) {
        int copies = scenario.frames();
        for (int index = 0; index < scenario.pages(); index++) {
            Page cached = k.mapping().cache[index];
            view.put(
                    "page" + index + ".cached",
                    cached == null ? "-" : String.valueOf((cached.number - 1) % copies + 1));
        }
        for (Page page : k.mapping().frames) {
            String name = "frame" + scenario.frameName(page.number);
            view.put(name + ".locked", scenario.contextName(page.locked));
            view.put(name + ".uptodate", String.valueOf(page.uptodate));
            view.put(name + ".dirty", String.valueOf(page.dirty));
            view.put(name + ".tag", String.valueOf(page.tag));
            view.put(name + ".towrite", String.valueOf(page.towrite));
            view.put(name + ".writeback", String.valueOf(page.writeback));
            view.put(name + ".data", contents(page.data));
            view.put(name + ".lockq", waiters(page.lockq));
            view.put(name + ".wbq", waiters(page.wbq));
        }
        for (int m = 1; m <= k.state.mms.length; m++) {
            int[] entries = k.state.mms[m - 1].pte;
            for (int index = 0; index < entries.length; index++) {
                view.put(
                        "pte." + scenario.mappingName(m) + "." + index,
                        entry(entries[index], copies));
            }
        }
    }

    private static String entry(int pte, int copies) {
        if (pte == 0) {
            return "none";
        }
        return (pte > 0 ? "rw " : "ro ") + ((Math.abs(pte) - 1) % copies + 1);
    }

    /** write_files and the references of each handle; only where some task closes its file. */
    private void files(Map<String, String> view) {
        if (scenario.handles() == 0) {
            return;
        }
        StringJoiner names = new StringJoiner(" ", "[", "]");
        for (Handle handle : k.inode().writeFiles) {
            if (handle != null) {
                names.add(scenario.mappingName(handle.number));
            }
        }
        view.put("write_files", names.toString());
        for (Handle handle : k.inode().handles) {
            String name = scenario.mappingName(handle.number);
            view.put("fh." + name + ".count", String.valueOf(handle.count));
            view.put("mm." + name + ".gone", k.state.mms[handle.number - 1].gone ? "1" : "0");
            if (scenario.sharesHandles()) {
                view.put("fh." + name + ".users", String.valueOf(handle.users));
                view.put("fh." + name + ".closed", handle.closed ? "1" : "0");
            }
        }
    }

    /** A request in words. */
    private String request(FuseReq req) {
        if (req.state == FuseReq.State.FREE) {
            return "free";
        }
        String waited = req.waitq.entries[0] == 0 ? "" : " waited-for";
        String handle =
                req.handle == 0
                        ? ""
                        : " fh "
                                + scenario.mappingName(Math.abs(req.handle))
                                + (req.handle < 0 ? " unheld" : "");
        String behind = req.next == null ? "" : " then " + scenario.slotName(req.next.slot);
        String bucket = req.bucket == 0 ? "" : " bucket " + req.bucket;
        return asked(req) + waited + handle + bucket + behind;
    }

    /** What a request asks for, and the error that it got. */
    private String asked(FuseReq req) {
        String error =
                (req.error == 0 ? "" : " err " + req.error) + (req.otherType ? " other-type" : "");
        String what =
                switch (req.opcode) {
                    case WRITE, READ -> " " + req.offset + "+" + req.length + " " + payload(req);
                    case OPEN -> req.setsSize ? " trunc" : "";
                    case GETATTR -> " " + req.size;
                    case FALLOCATE -> " " + req.offset + "+" + req.length;
                    case ALLOCATE -> " " + req.size;
                    case COPY_FILE_RANGE -> " " + req.size + "+" + req.length + " to " + req.offset;
                    case SETATTR -> (req.setsSize ? " size " : " mode ") + req.size;
                    default -> "";
                };
        return req.state + " " + req.opcode + what + error;
    }

    /**
     * The content of a request's page; of a WRITE of writeback the temporary pages that it counts,
     * and behind them one that is filled already and not yet counted. One without temporary pages
     * has content when the daemon has read it; until then, how many pages.
     */
    private String payload(FuseReq req) {
        if (!scenario.isWriteback(req.slot)) {
            return contents(req.data);
        }
        boolean unread = req.state == FuseReq.State.INIT || req.state == FuseReq.State.PENDING;
        if (unread && (req.page != null || !k.fuseFile.hasTemporaryPages())) {
            return req.numPages == 1 ? "page" : req.numPages + " pages";
        }
        int shown = 2 * req.numPages;
        String text = contents(Arrays.copyOf(req.data, shown));
        if (2 * req.filled > shown) {
            text += " +" + contents(Arrays.copyOfRange(req.data, shown, 2 * req.filled));
        }
        return req.numPages == 0 ? text + " 0 pages" : text;
    }

    private String cells(int mask) {
        Ghost ghost = k.ghost();
        StringJoiner text = new StringJoiner(" ", "[", "]");
        for (int c = 0; c < ghost.cells(); c++) {
            if ((mask & 1 << c) != 0) {
                text.add(scenario.contentName(ghost.idOf(c)) + "@" + ghost.halfOf(c));
            }
        }
        return text.toString();
    }

    private void ghost(Map<String, String> view) {
        Ghost ghost = k.ghost();
        for (int half = 0; half < ghost.order.length; half++) {
            StringJoiner text = new StringJoiner(" ", "[", "]");
            for (int id : ghost.order[half]) {
                if (id != 0) {
                    text.add(scenario.contentName(id));
                }
            }
            view.put("ghost.order." + half, text.toString());
        }
        view.put("ghost.exempt", cells(ghost.exempt));
        for (int t = 1; t <= scenario.tasks().size(); t++) {
            view.put("ghost.before." + scenario.contextName(t), cells(ghost.before[t - 1]));
            if (scenario.reads()) {
                view.put("ghost.gone." + scenario.contextName(t), cells(ghost.gone[t - 1]));
            }
        }
        if (scenario.tellsErrors()) {
            view.put("ghost.failed", cells(ghost.failed));
            view.put("ghost.reported", cells(ghost.reported));
        }
        if (scenario.chmods() && k.fuseFile.writebackCache()) {
            view.put("ghost.settled", cells(ghost.settled));
        }
        view.put("ghost.dead", cells(ghost.dead));
        view.put("ghost.cut", cells(ghost.cut));
        for (int half = 0; half < ghost.applied.length; half++) {
            view.put("ghost.applied." + half, String.valueOf(ghost.applied[half]));
        }
        String bad =
                (ghost.stale ? "P14 " : "")
                        + (ghost.misordered ? "P15 " : "")
                        + (ghost.regressed ? "P4 " : "")
                        + (ghost.lost ? "P5 " : "")
                        + (ghost.unreported ? "P6" : "");
        view.put("ghost.bad", "[" + bad.trim() + "]");
        view.put("ghost.bug", ghost.assertion());
    }
}
