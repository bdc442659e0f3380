package nowrite.stress.hardware;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nowrite.stress.hardware.TestReport.OutcomeCount;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.StateCase;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.runners.TestList;

/** Judges the results of one test, all JVMs together. */
final class Grading {
    private static final int MESSAGE_LINES = 12;

    private Grading() {}

    /**
     * The report of a test that was planned.
     *
     * @param results what its JVMs gave
     * @param wedged where its thread dump is; null if nothing was killed
     */
    static TestReport of(HardwareTest test, List<TestResult> results, String wedged) {
        Map<String, Long> counts = new TreeMap<>();
        for (TestResult result : results) {
            for (String state : result.getStateKeys()) {
                counts.merge(state, result.getCount(state), Long::sum);
            }
        }
        long samples = counts.values().stream().mapToLong(Long::longValue).sum();
        List<OutcomeCount> outcomes = graded(TestList.getInfo(test.fullName()), counts);
        if (wedged != null) {
            return new TestReport(
                    test.name(),
                    test.actors(),
                    Verdict.WEDGED,
                    samples,
                    outcomes,
                    "an actor did not end in time and was killed; its threads: " + wedged);
        }
        for (TestResult result : results) {
            if (result.status() != Status.NORMAL) {
                Verdict verdict =
                        result.status() == Status.TIMEOUT_ERROR ? Verdict.WEDGED : Verdict.FAILED;
                return new TestReport(
                        test.name(), test.actors(), verdict, samples, outcomes, message(result));
            }
        }
        if (samples == 0) {
            return new TestReport(
                    test.name(),
                    test.actors(),
                    Verdict.FAILED,
                    0,
                    outcomes,
                    "it was planned, and JCStress gave no result for it");
        }
        return new TestReport(
                test.name(), test.actors(), verdict(test, outcomes), samples, outcomes, null);
    }

    /** The report of a test that this machine cannot schedule. */
    static TestReport needsProcessors(HardwareTest test) {
        return new TestReport(
                test.name(),
                test.actors(),
                Verdict.NEEDS_CPUS,
                0,
                List.of(),
                "needs " + test.actors() + " CPUs");
    }

    private static Verdict verdict(HardwareTest test, List<OutcomeCount> outcomes) {
        boolean interesting = false;
        for (OutcomeCount outcome : outcomes) {
            if (outcome.samples() > 0) {
                Expect expect = Expect.valueOf(outcome.expect());
                if (expect == Expect.FORBIDDEN || expect == Expect.UNKNOWN) {
                    return Verdict.FORBIDDEN;
                }
                interesting |= expect == Expect.ACCEPTABLE_INTERESTING;
            }
        }
        if (test.isCanary()) {
            return interesting ? Verdict.SEEN : Verdict.MISSED;
        }
        if (!test.isTwin()) {
            return Verdict.PASSED;
        }
        if (interesting) {
            return Verdict.CAUGHT;
        }
        return test.seenOn().isEmpty() ? Verdict.NOT_CAUGHT : Verdict.NOT_HERE;
    }

    /** What was seen, and what the test names and was not seen. */
    private static List<OutcomeCount> graded(TestInfo info, Map<String, Long> counts) {
        List<OutcomeCount> outcomes = new ArrayList<>();
        List<StateCase> unseen = new ArrayList<>(info.cases());
        counts.forEach(
                (state, count) -> {
                    StateCase found = match(info, state);
                    unseen.remove(found);
                    outcomes.add(
                            new OutcomeCount(
                                    state, count, found.expect().name(), found.description()));
                });
        for (StateCase one : unseen) {
            outcomes.add(
                    new OutcomeCount(
                            one.matchPattern(), 0, one.expect().name(), one.description()));
        }
        return outcomes;
    }

    private static StateCase match(TestInfo info, String state) {
        for (StateCase one : info.cases()) {
            if (one.matchesExactly(state)) {
                return one;
            }
        }
        for (StateCase one : info.cases()) {
            if (one.matches(state)) {
                return one;
            }
        }
        return info.unmatched();
    }

    private static String message(TestResult result) {
        List<String> lines = new ArrayList<>();
        lines.add("JCStress says " + result.status());
        lines.addAll(result.getMessages());
        lines.addAll(result.getVmErr());
        return String.join("\n", lines.subList(0, Math.min(lines.size(), MESSAGE_LINES)));
    }
}
