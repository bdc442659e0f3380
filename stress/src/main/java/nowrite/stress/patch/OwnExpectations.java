package nowrite.stress.patch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import nowrite.spec.KernelId;
import nowrite.spec.engine.Judgement;
import nowrite.spec.engine.RunResult;
import nowrite.spec.scenario.Scenario;
import nowrite.stress.explore.ExplorerEngine;

/**
 * What a patch's own scenario expects of the kernel with the patch and without, held against what
 * was found.
 *
 * @param scenario the scenario
 * @param unmet what came out otherwise, in words
 * @param unknown what is undecided, in words
 * @param met the kernels whose expectation was met
 */
public record OwnExpectations(
        String scenario, List<String> unmet, List<String> unknown, List<String> met) {

    /** Copies the lists. */
    public OwnExpectations {
        unmet = List.copyOf(unmet);
        unknown = List.copyOf(unknown);
        met = List.copyOf(met);
    }

    /** Judges; a line {@code expect} for another kernel is nobody's here. */
    static OwnExpectations of(
            Scenario scenario, KernelId ground, Searched before, KernelId kernel, Searched after) {
        List<String> unmet = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        List<String> met = new ArrayList<>();
        judge(scenario, ground, before, unmet, unknown, met);
        judge(scenario, kernel, after, unmet, unknown, met);
        return new OwnExpectations(scenario.name(), unmet, unknown, met);
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
