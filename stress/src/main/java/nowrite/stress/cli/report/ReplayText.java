package nowrite.stress.cli.report;

import nowrite.spec.trace.Trace;
import nowrite.spec.trace.text.TraceText;
import nowrite.stress.explore.Replay;

/** A replay as a person reads it: the counterexample, and whether the model did it. */
public final class ReplayText {

    private ReplayText() {}

    /**
     * The counterexample as {@code render} shows it, and what the model made of it.
     *
     * @param trace what was replayed
     * @param result how far the model went with it
     */
    public static String of(Trace trace, Replay.Result result) {
        String verdict = result.confirmed() ? "confirmed: " : "NOT CONFIRMED: ";
        return TraceText.render(trace) + "\n" + verdict + result.message() + "\n";
    }
}
