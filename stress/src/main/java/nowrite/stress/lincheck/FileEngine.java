package nowrite.stress.lincheck;

import java.nio.file.Path;
import java.util.function.LongConsumer;

/** Asks Lincheck whether users of a file see a POSIX file. */
public final class FileEngine {
    /**
     * What came out.
     *
     * @param question what was asked
     * @param word {@code linearizable (sampled)}, {@code not linearizable}, {@code failed}
     * @param schedules how many schedules were run
     * @param history the calls of a history that no POSIX file does, with the times of call and
     *     return; or why it failed; else empty
     * @param exitCode what it asks for
     */
    public record Result(
            FileQuestion question, String word, long schedules, String history, int exitCode) {}

    private final Child child;
    private final Path runs;

    /**
     * The engine.
     *
     * @param runs where Lincheck's own traces go
     * @throws LincheckEngine.Refused if there is no JDK for it
     */
    public FileEngine(Path runs) {
        this(runs, new Child(LincheckEngine.jdk(), System.getProperty("java.class.path")));
    }

    FileEngine(Path runs, Child child) {
        this.runs = runs;
        this.child = child;
    }

    /**
     * Asks.
     *
     * @param invocations schedules at most
     * @param seconds time at most
     * @throws LincheckEngine.Refused if the canary was missed
     */
    public Result ask(FileQuestion question, int invocations, int seconds, LongConsumer progress)
            throws InterruptedException {
        Path said =
                runs.resolve("linearizability")
                        .resolve(question.name() + "-" + question.kernel().slug() + ".txt");
        Child.Answer answer = child.ask(question, invocations, seconds, said, progress);
        return switch (answer.kind()) {
            case REFUSED -> throw new LincheckEngine.Refused(answer.message());
            case FAILED, HUNG -> new Result(question, "failed", 0, answer.message(), 70);
            case VIOLATED ->
                    new Result(
                            question,
                            "not linearizable",
                            answer.schedules(),
                            answer.message(),
                            question.linearizable() ? 1 : 0);
            case PASSED, TIME ->
                    new Result(
                            question,
                            "linearizable (sampled)",
                            answer.schedules(),
                            "",
                            question.linearizable() ? 0 : 2);
        };
    }
}
