package nowrite.stress.patch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import nowrite.spec.KernelId;
import nowrite.spec.engine.Judgement;
import nowrite.spec.engine.RunResult;
import nowrite.spec.scenario.Expectation;
import nowrite.spec.scenario.Scenario;
import nowrite.stress.cli.home.UsageException;
import nowrite.stress.explore.ExplorerEngine;

/**
 * What a patch's own scenario expects of the kernel with the patch and without, held against what
 * was found.
 *
 * @param scenario the scenario
 * @param unmet what came out otherwise, in words
 * @param unknown what is undecided, in words
 * @param met the kernels whose expectation was met
 * @param notJudged the kernels of the other lines {@code expect}, which were not searched
 */
public record OwnExpectations(
        String scenario,
        List<String> unmet,
        List<String> unknown,
        List<String> met,
        List<String> notJudged) {

    /** Copies the lists. */
    public OwnExpectations {
        unmet = List.copyOf(unmet);
        unknown = List.copyOf(unknown);
        met = List.copyOf(met);
        notJudged = List.copyOf(notJudged);
    }

    /**
     * Judges; a line {@code expect} for another kernel is only named.
     *
     * @throws UsageException if a line is for the patch on a kernel that it is never validated on
     */
    static OwnExpectations of(
            Scenario scenario, KernelId ground, Searched before, KernelId kernel, Searched after) {
        List<String> unmet = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        List<String> met = new ArrayList<>();
        judge(scenario, ground, before, unmet, unknown, met);
        judge(scenario, kernel, after, unmet, unknown, met);
        List<String> notJudged =
                scenario.expectations().stream()
                        .map(Expectation::kernel)
                        .filter(one -> !one.equals(ground) && !one.equals(kernel))
                        .map(KernelId::toString)
                        .toList();
        return new OwnExpectations(scenario.name(), unmet, unknown, met, notJudged);
    }

    /**
     * Refuses a line for the patch on another kernel than it is for: nobody would ever judge it.
     *
     * @param alone the kernel with this patch and nothing else
     * @throws UsageException if there is one
     */
    static void check(Scenario scenario, PatchFolder patch, KernelId alone) {
        for (Expectation one : scenario.expectations()) {
            List<String> with = one.kernel().with();
            if (with.equals(List.of(patch.name())) && !one.kernel().equals(alone)) {
                throw new UsageException(
                        scenario.path()
                                + ": nothing is ever judged by 'expect "
                                + one.kernel()
                                + "': the patch is for "
                                + patch.on()
                                + " (patch.txt)\n  correct would be, for example:  expect "
                                + alone
                                + "  holds");
            }
        }
    }

    private static void judge(
            Scenario scenario,
            KernelId kernel,
            Searched found,
            List<String> unmet,
            List<String> unknown,
            List<String> met) {
        if (found.failed() || scenario.expectation(kernel).isEmpty()) {
            return;
        }
        Judgement judgement =
                Judgement.of(
                        new RunResult(
                                ExplorerEngine.NAME,
                                scenario,
                                kernel,
                                found.words(),
                                Map.of(),
                                new LinkedHashSet<>(found.blocked()),
                                new LinkedHashSet<>(found.reached()),
                                found.states(),
                                found.edges(),
                                0,
                                Duration.ZERO,
                                found.message(),
                                null));
        String expects =
                kernel + " is expected to be: " + scenario.expectation(kernel).get().text() + "; ";
        judgement.differences().forEach(one -> unmet.add(expects + one));
        judgement.unknowns().forEach(one -> unknown.add(expects + one));
        if (judgement.differences().isEmpty() && judgement.unknowns().isEmpty()) {
            met.add(kernel.toString());
        }
    }
}
