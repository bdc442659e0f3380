package nowrite.stress.hardware;

import java.util.List;
import nowrite.spec.ExitCode;

/**
 * A run and what came out of it, as it is kept.
 *
 * @param schema version of this form
 * @param id its name, from the time at which it began
 * @param effort quick, default, long, or seconds
 * @param machine what it depends on
 * @param millis how long it took
 * @param tests what it says about each test
 * @param litmus what herd7 says about the litmus files; empty in runs that were kept before it was
 * @param trouble what is wrong with the run as a whole; null if nothing is
 * @param reproduce the command that runs it again
 */
public record StressRun(
        int schema,
        String id,
        String effort,
        MachineFacts machine,
        long millis,
        List<TestReport> tests,
        List<Litmus.Result> litmus,
        String trouble,
        String reproduce) {

    /** The version of the form. */
    public static final int SCHEMA = 1;

    /** Copies the lists. */
    public StressRun {
        tests = List.copyOf(tests);
        litmus = litmus == null ? List.of() : List.copyOf(litmus);
    }

    /** How many tests have a verdict. */
    public long count(Verdict verdict) {
        return tests.stream().filter(t -> t.verdict() == verdict).count();
    }

    /** Whether a test other than the canary was run. */
    private boolean ranSomething() {
        return tests.stream()
                .anyMatch(
                        t ->
                                t.verdict() != Verdict.NEEDS_CPUS
                                        && t.verdict() != Verdict.SEEN
                                        && t.verdict() != Verdict.MISSED);
    }

    /** The exit code: the worst that is in it; a run that ran nothing decided nothing. */
    public int exitCode() {
        if (trouble != null || has(ExitCode.FAILED)) {
            return ExitCode.FAILED;
        }
        if (has(ExitCode.DIFFERS)) {
            return ExitCode.DIFFERS;
        }
        return has(ExitCode.UNKNOWN) || !decidesSomething() ? ExitCode.UNKNOWN : ExitCode.OK;
    }

    /** Whether something was run besides the canary, or the canary was all that was asked for. */
    public boolean decidesSomething() {
        return ranSomething()
                || tests.stream().allMatch(t -> t.verdict() == Verdict.SEEN) && !tests.isEmpty();
    }

    private boolean has(int code) {
        return tests.stream().anyMatch(t -> t.verdict().exitCode() == code)
                || litmus.stream().anyMatch(l -> l.verdict().exitCode() == code);
    }
}
