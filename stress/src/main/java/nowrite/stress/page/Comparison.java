package nowrite.stress.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nowrite.spec.KernelId;
import nowrite.spec.trace.Trace;
import nowrite.stress.explore.Twin;

/**
 * Two schedules beside each other: their common steps, and where they part. The second is another
 * trace, or the first one's schedule on another kernel.
 *
 * @param a what the first is, in words
 * @param b what the second is, in words
 * @param rows the steps of both, in order; what both take stands in one row
 * @param sentences what the comparison shows, in words
 */
public record Comparison(String a, String b, List<Row> rows, List<String> sentences) {

    /**
     * A step of one or both.
     *
     * @param a the first one's step, null if it does not take it
     * @param b the second one's step, null if it does not take it
     */
    public record Row(Trace.Step a, Trace.Step b) {
        /** {@code =} for the same, {@code !} for another effect, {@code A} or {@code B} for one. */
        public char mark() {
            if (a == null || b == null) {
                return a == null ? 'B' : 'A';
            }
            return effects(a).equals(effects(b)) ? '=' : '!';
        }
    }

    private static final String WITHOUT = "without ";

    /** Copies the lists. */
    public Comparison {
        rows = List.copyOf(rows);
        sentences = List.copyOf(sentences);
    }

    /** Compares a trace with its schedule on another kernel. */
    public static Comparison of(Trace trace, Twin.Result twin) {
        List<Row> rows = align(trace.steps(), twin.steps());
        String b = "the same schedule on " + twin.kernel();
        return new Comparison(name(trace), b, rows, sentences(trace, twin, rows));
    }

    /** Compares two traces. */
    public static Comparison of(Trace a, Trace b) {
        List<Row> rows = align(a.steps(), b.steps());
        List<String> sentences = new ArrayList<>();
        sentences.add(common(rows));
        parting(rows)
                .ifPresent(
                        i -> {
                            firstOf(rows, i, true, "The first").ifPresent(sentences::add);
                            firstOf(rows, i, false, "The second").ifPresent(sentences::add);
                        });
        return new Comparison(name(a), name(b), rows, sentences);
    }

    private static String name(Trace trace) {
        return trace.property() + " of " + trace.scenario() + " on " + trace.kernel();
    }

    /** What a step changed of the kernel and the daemon: "writectr = NOWRITE". */
    static List<String> effects(Trace.Step step) {
        List<String> effects = new ArrayList<>();
        for (Trace.Change change : step.changes()) {
            if (Words.isShown(change.path())) {
                String to = change.to() == null ? "–" : change.to();
                effects.add(Words.path(change.path()) + " = " + to);
            }
        }
        return effects;
    }

    /** The place of the first row that is not the same in both. */
    Optional<Integer> divergence() {
        return parting(rows);
    }

    private static Optional<Integer> parting(List<Row> rows) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).mark() != '=') {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private static String common(List<Row> rows) {
        int same = parting(rows).orElse(rows.size());
        return same == rows.size()
                ? "Both are the same, step by step."
                : same == 0
                        ? "They part at the first step."
                        : "The first "
                                + (same == 1 ? "step is" : same + " steps are")
                                + " the same in both.";
    }

    private static Optional<String> firstOf(List<Row> rows, int from, boolean a, String who) {
        return rows.stream()
                .skip(from)
                .map(row -> a ? row.a() : row.b())
                .filter(step -> step != null)
                .findFirst()
                .map(
                        step ->
                                who
                                        + " then takes step "
                                        + step.n()
                                        + ", "
                                        + step.task()
                                        + " "
                                        + step.label()
                                        + effectText(step)
                                        + ".");
    }

    private static String effectText(Trace.Step step) {
        List<String> effects = effects(step);
        return effects.isEmpty() ? "" : " (" + String.join(", ", effects) + ")";
    }

    private static List<String> sentences(Trace trace, Twin.Result twin, List<Row> rows) {
        List<String> sentences = new ArrayList<>();
        sentences.add(common(rows));
        String guardAt = null;
        Optional<Integer> first = parting(rows);
        if (first.isPresent() && rows.get(first.get()).b() != null) {
            Row row = rows.get(first.get());
            guardAt = row.b().label();
            sentences.add(
                    row.a() == null
                            ? said(
                                    twin.kernel() + " then takes a step that the other has not",
                                    row.b())
                            : other(row, trace.kernel(), twin.kernel()));
        }
        if (twin.stop() == null) {
            sentences.add(twin.kernel() + " takes every step, and " + twin.end() + ".");
        } else {
            sentences.add(
                    "Step "
                            + twin.stoppedAt()
                            + " cannot be taken on "
                            + twin.kernel()
                            + ": "
                            + twin.stop()
                            + ".");
            guardAt = guardAt == null ? twin.standsAt() : guardAt;
        }
        if (guardAt != null) {
            sentences.add(guard(trace, twin.kernel(), guardAt));
        }
        return sentences;
    }

    private static String said(String who, Trace.Step step) {
        return who + ": " + step.task() + " " + step.label() + effectText(step) + ".";
    }

    private static String other(Row row, String a, KernelId b) {
        String step = "Step " + row.a().n() + ", " + row.a().task() + " " + row.a().label();
        String there = orNothing(effects(row.a())) + " on " + a;
        String here = orNothing(effects(row.b())) + " on " + b;
        return step + ", changes something else: " + there + "; " + here + ".";
    }

    private static String orNothing(List<String> effects) {
        return effects.isEmpty() ? "nothing" : String.join(", ", effects);
    }

    /** The guard that the one kernel has and the other lacks, and where it acts. */
    private static String guard(Trace trace, KernelId twin, String label) {
        List<String> changes = new ArrayList<>(KernelId.parse(trace.kernel()).changes());
        changes.removeAll(twin.changes());
        String function = Sources.function(label);
        boolean guards =
                !changes.isEmpty() && changes.stream().allMatch(c -> c.startsWith(WITHOUT));
        String names = String.join("', '", changes);
        String who =
                guards
                        ? "The guard that blocks the bug is '"
                                + names.replace(WITHOUT, "")
                                + "'; it is"
                        : changes.isEmpty()
                                ? "What makes the difference is"
                                : "What makes the difference is '" + names + "'; it is";
        String place = new Sources(trace).place(function);
        return who + " first felt at " + label + " (" + place + ").";
    }

    /** The longest common schedule; what only one takes stands where it was taken. */
    private static List<Row> align(List<Trace.Step> a, List<Trace.Step> b) {
        int[][] common = new int[a.size() + 1][b.size() + 1];
        for (int i = a.size() - 1; i >= 0; i--) {
            for (int j = b.size() - 1; j >= 0; j--) {
                common[i][j] =
                        isSame(a.get(i), b.get(j))
                                ? common[i + 1][j + 1] + 1
                                : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<Row> rows = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < a.size() || j < b.size()) {
            if (i < a.size() && j < b.size() && isSame(a.get(i), b.get(j))) {
                rows.add(new Row(a.get(i++), b.get(j++)));
            } else if (j == b.size() || i < a.size() && common[i + 1][j] > common[i][j + 1]) {
                rows.add(new Row(a.get(i++), null));
            } else {
                rows.add(new Row(null, b.get(j++)));
            }
        }
        return rows;
    }

    private static boolean isSame(Trace.Step a, Trace.Step b) {
        return a.task().equals(b.task()) && a.label().equals(b.label());
    }
}
