package nowrite.model.state;

import java.util.ArrayList;
import java.util.List;
import nowrite.model.seam.Lock;
import nowrite.spec.scenario.Op;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.Task;

/**
 * What the properties remember and no kernel does. Model code of the kernel never reads it.
 *
 * <p>A <b>cell</b> is one operation's content of one half page; sets of cells are bit masks.
 */
public final class Ghost {
    /** Makes ghost updates atomic with real threads; never held from one step to the next. */
    public final Lock lock = new Lock("ghost");

    /** Operations that each task has ended, by task - 1. */
    public final int[] ended;

    /** The operations that stored each half page, in order; 0 past the end. */
    public final int[][] order;

    /** Cells stored beyond EOF: no promise is made for them. */
    public int exempt;

    /** Cells stored before the task's truncate, fsync or read began, by task - 1. */
    public final int[] before;

    /**
     * Cells that a truncation or a hole had taken away, and had returned, before the task's read
     * began.
     */
    public final int[] gone;

    /** Cells that a successful truncate cut off. */
    public int dead;

    /** Cells that some truncation cut off, on either side. */
    public int cut;

    /** How far writeback has come on the daemon's file: a rank in order for each half page. */
    public final int[] applied;

    /** P4 was violated. */
    public boolean regressed;

    /** P5 was violated. */
    public boolean lost;

    /** Cells whose WRITE of writeback failed. */
    public int failed;

    /** Those of them that an fsync has reported. */
    public int reported;

    /** P6 was violated. */
    public boolean unreported;

    /** P14 was violated. */
    public boolean stale;

    /** Cells stored before a chmod that the daemon has done, on a mount with writeback_cache. */
    public int settled;

    /** P15 was violated. */
    public boolean misordered;

    /**
     * Bits of the tasks whose GETATTR was done after the last WRITE; bit 0 of the attributes that
     * are cached.
     */
    public int attrsFresh;

    /** A WRITE that the cached attributes do not know of was answered since they were cached. */
    public boolean attrsOld;

    /** The kernel assertion that failed first: 1 + its place in {@link #assertions}, 0 if none. */
    public int bug;

    private final transient List<String> assertions = new ArrayList<>();
    private final transient boolean[][] truncates;
    private final transient int[] cellId;
    private final transient int[] cellHalf;
    private final transient int[] cellTask;
    private final transient int[] cellOperation;

    Ghost(Scenario scenario) {
        int halves = scenario.halves();
        int tasks = scenario.tasks().size();
        List<int[]> cells = new ArrayList<>();
        int longest = 0;
        for (int t = 0; t < tasks; t++) {
            Task task = scenario.tasks().get(t);
            for (int i = 0; i < task.ops().size(); i++) {
                Op op = task.ops().get(i);
                longest++;
                for (int h = op.half(); h < op.half() + op.length(); h++) {
                    cells.add(new int[] {op.id(), h, t, i});
                }
            }
        }
        if (cells.size() > Integer.SIZE - 1) {
            throw new IllegalArgumentException(
                    "the scenario stores " + cells.size() + " half pages; at most 31 are possible");
        }
        truncates = new boolean[tasks][];
        for (int t = 0; t < tasks; t++) {
            List<Op> ops = scenario.tasks().get(t).ops();
            truncates[t] = new boolean[ops.size()];
            for (int i = 0; i < ops.size(); i++) {
                Op.Kind kind = ops.get(i).kind();
                truncates[t][i] =
                        kind == Op.Kind.TRUNCATE
                                || kind == Op.Kind.PUNCH
                                || kind == Op.Kind.OPEN_TRUNC;
            }
        }
        ended = new int[tasks];
        before = new int[tasks];
        gone = new int[tasks];
        order = new int[halves][longest];
        applied = new int[halves];
        cellId = column(cells, 0);
        cellHalf = column(cells, 1);
        cellTask = column(cells, 2);
        cellOperation = column(cells, 3);
    }

    private static int[] column(List<int[]> rows, int column) {
        return rows.stream().mapToInt(row -> row[column]).toArray();
    }

    /** Number of cells. */
    public int cells() {
        return cellId.length;
    }

    /** The operation whose content a cell is. */
    public int idOf(int cell) {
        return cellId[cell];
    }

    /** The half page of a cell. */
    public int halfOf(int cell) {
        return cellHalf[cell];
    }

    /** Whether a content is what an operation stored, and neither zeros nor the initial content. */
    public static boolean isStore(int content) {
        return content != 0 && content != Scenario.INITIAL_CONTENT;
    }

    /** The mask of an operation's content at a half page. */
    public int cellMask(int id, int half) {
        for (int c = 0; c < cellId.length; c++) {
            if (cellId[c] == id && cellHalf[c] == half) {
                return 1 << c;
            }
        }
        throw new IllegalArgumentException("operation " + id + " does not store half page " + half);
    }

    /** Records a store, at the moment at which it happens. */
    public void stored(int id, int half, boolean beyondEof) {
        int[] history = order[half];
        int n = 0;
        while (history[n] != 0) {
            n++;
        }
        history[n] = id;
        if (beyondEof) {
            exempt |= cellMask(id, half);
        }
    }

    /** Position of a content in its half page's history, from 1; 0 if it is not there. */
    public int rank(int half, int content) {
        if (isStore(content)) {
            int[] history = order[half];
            for (int i = 0; i < history.length && history[i] != 0; i++) {
                if (history[i] == content) {
                    return i + 1;
                }
            }
        }
        return 0;
    }

    /** Cells stored so far at half pages from {@code from} on. */
    public int storedFrom(int from) {
        int mask = 0;
        for (int c = 0; c < cellId.length; c++) {
            if (cellHalf[c] >= from && rank(cellHalf[c], cellId[c]) > 0) {
                mask |= 1 << c;
            }
        }
        return mask;
    }

    /** Cells whose operation has ended, without those beyond EOF. */
    public int endedStores() {
        int mask = 0;
        for (int c = 0; c < cellId.length; c++) {
            if (ended[cellTask[c]] > cellOperation[c]) {
                mask |= 1 << c;
            }
        }
        return mask & storedFrom(0) & ~exempt;
    }

    /** The cells of a mask at half pages from {@code from} on. */
    public int from(int mask, int from) {
        int result = 0;
        for (int c = 0; c < cellId.length; c++) {
            if ((mask & 1 << c) != 0 && cellHalf[c] >= from) {
                result |= 1 << c;
            }
        }
        return result;
    }

    /** The cells of a mask at half pages from {@code from} to before {@code to}. */
    public int in(int mask, int from, int to) {
        return from(mask, from) & ~from(mask, to);
    }

    /** What a read must see, and what it must not see, as the read begins. */
    public void beginRead(int task) {
        before[task - 1] = endedStores();
        gone[task - 1] = dead;
        for (int t = 0; t < truncates.length; t++) {
            if (ended[t] < truncates[t].length && truncates[t][ended[t]]) {
                gone[task - 1] &= ~before[t]; // it has not returned: the read overlaps it
            }
        }
    }

    /** P14 is judged at the end of a read of one half page. */
    public void endRead(int task, int half, int content) {
        judgeRead(task, half, content);
        before[task - 1] = 0;
        gone[task - 1] = 0;
    }

    /** P14 of one half page that a task's operation reads; the operation goes on. */
    public void judgeRead(int task, int half, int content) {
        int must = in(before[task - 1] & ~cut, half, half + 1);
        for (int c = 0; c < cellId.length; c++) {
            stale |= (must & 1 << c) != 0 && rank(half, content) < rank(half, cellId[c]);
        }
        stale |= isStore(content) && (gone[task - 1] & cellMask(content, half)) != 0;
    }

    /** A task's read failed: nothing is judged. */
    public void failRead(int task) {
        before[task - 1] = 0;
        gone[task - 1] = 0;
    }

    /** Whether every cell of the mask, or something stored later, is on the daemon's file. */
    public boolean isDurable(int mask, DaemonFile file) {
        for (int c = 0; c < cellId.length; c++) {
            int half = cellHalf[c];
            if ((mask & 1 << c) != 0 && rank(half, file.data[half]) < rank(half, cellId[c])) {
                return false;
            }
        }
        return true;
    }

    /** Records that a kernel assertion failed; the first one counts. */
    public void assertionFailed(String text) {
        if (bug == 0) {
            if (!assertions.contains(text)) {
                assertions.add(text);
            }
            bug = assertions.indexOf(text) + 1;
        }
    }

    /** The assertion that failed first, or {@code -}. */
    public String assertion() {
        return bug == 0 ? "-" : assertions.get(bug - 1);
    }
}
