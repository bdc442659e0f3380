package nowrite.stress.cli.report;

import java.util.Locale;
import nowrite.spec.log.Explained;

/** Whether the specification explains a trace or a log, as a person reads it. */
public final class ExplainedText {

    private ExplainedText() {}

    /**
     * The answer, as JSON shows it.
     *
     * @param schema version of the JSON form
     * @param file the file
     * @param what "trace" or "log"
     * @param scenario its scenario
     * @param kernel the kernel that it is of
     * @param engine what took the steps
     * @param spec the kernel of the specification that it was checked against
     * @param events how many steps it has
     * @param explained what TLC says
     * @param reproduce the command that does it again
     */
    public record Answer(
            int schema,
            String file,
            String what,
            String scenario,
            String kernel,
            String engine,
            String spec,
            int events,
            Explained explained,
            String reproduce) {}

    /** The text of an answer, several lines. */
    public static String of(Answer answer) {
        StringBuilder out = new StringBuilder();
        Explained explained = answer.explained();
        out.append(answer.what())
                .append(" of ")
                .append(answer.scenario())
                .append(" on ")
                .append(answer.kernel())
                .append(", steps taken by ")
                .append(answer.engine())
                .append(", checked by TLC against the specification of ")
                .append(answer.spec())
                .append('\n');
        out.append(
                String.format(
                        Locale.ROOT,
                        "%,d of %,d steps explained, %,d states, %.1f s: %,d steps/s%n",
                        explained.events(),
                        answer.events(),
                        explained.states(),
                        explained.millis() / 1000.0,
                        explained.events() * 1000 / Math.max(1, explained.millis())));
        if (explained.accepted()) {
            return out.append("accepted: the steps are a behaviour of the specification\n")
                    .toString();
        }
        if (explained.undecided() != null) {
            out.append("UNDECIDED: ").append(explained.undecided()).append('\n');
        } else {
            refusal(explained.refusal(), answer, out);
        }
        return out.append("reproduce: ").append(answer.reproduce()).append('\n').toString();
    }

    private static void refusal(Explained.Refusal refusal, Answer answer, StringBuilder out) {
        out.append("\nREFUSED at ");
        if (refusal.step() == 0) {
            out.append("the initial state");
        } else if (answer.what().equals("log")) {
            out.append("line ")
                    .append(refusal.line())
                    .append(" (step ")
                    .append(refusal.step())
                    .append(" of run ")
                    .append(refusal.run())
                    .append("): ");
        } else {
            out.append("step ").append(refusal.step()).append(": ");
        }
        out.append(refusal.task()).append(' ').append(refusal.label()).append('\n');
        out.append("  ").append(refusal.why()).append('\n');
        for (Explained.Difference difference : refusal.differs()) {
            out.append("  ").append(difference.path());
            out.append(": specification ").append(difference.spec());
            out.append(", ").append(answer.what()).append(' ').append(difference.log());
            out.append('\n');
        }
        if (refusal.step() > 0) {
            out.append("  ").append(refusal.task()).append(" stands at ");
            out.append(refusal.stands()).append("; the specification allows there:\n");
            if (refusal.allowed().isEmpty()) {
                out.append("    nothing\n");
            }
            refusal.allowed().forEach(step -> out.append("    ").append(step).append('\n'));
        }
        out.append('\n');
    }
}
