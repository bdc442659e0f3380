package nowrite.stress.cli.report;

import java.util.List;
import nowrite.spec.trace.Trace;
import nowrite.stress.explore.Replay;

/** A replay as a person reads it: every step that was taken and what it changed. */
public final class ReplayText {

    private static final String ABSENT = "(absent)";

    private ReplayText() {}

    /**
     * The text of a replay, several lines.
     *
     * @param trace what was replayed
     * @param result how far the model went with it
     */
    public static String of(Trace trace, Replay.Result result) {
        StringBuilder out = new StringBuilder();
        out.append(trace.property()).append(" violated: ").append(trace.sentence()).append('\n');
        out.append(trace.scenario()).append(" on ").append(trace.kernel());
        out.append(", found by ").append(trace.engine()).append("\n\n");
        for (Trace.Step step : trace.steps()) {
            boolean refused = !result.confirmed() && step.n() == result.step();
            if (!result.confirmed() && step.n() > result.step()) {
                break;
            }
            out.append(String.format("%4d  %-12s %s%n", step.n(), step.task(), step.label()));
            for (Trace.Change change : refused ? List.<Trace.Change>of() : step.changes()) {
                out.append(" ".repeat(19)).append(change.path()).append(": ");
                out.append(text(change.from())).append(" -> ").append(text(change.to()));
                out.append('\n');
            }
        }
        out.append('\n').append(result.confirmed() ? "confirmed: " : "NOT CONFIRMED: ");
        return out.append(result.message()).append('\n').toString();
    }

    private static String text(String value) {
        return value == null ? ABSENT : value;
    }
}
