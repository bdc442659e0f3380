package nowrite.stress.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nowrite.model.Kernels;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.engine.Limits;
import nowrite.spec.engine.Progress;
import nowrite.spec.engine.RunResult;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.ScenarioParser;
import nowrite.spec.scenario.Task;
import nowrite.spec.trace.Trace;
import nowrite.stress.cli.home.Checkout;
import nowrite.stress.explore.ExplorerEngine;
import nowrite.stress.explore.Twin;
import nowrite.stress.kernel.judge.Judge;
import nowrite.stress.kernel.judge.Rule;
import nowrite.stress.kernel.judge.Tally;
import nowrite.stress.kernel.witness.TraceBoundary;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Where the model violates a property, the rule about a kernel's boundary that stands for it is
 * broken by what daemon and users would have written down; and by the same schedule on the kernel
 * with its guard, or on one that has none of the operations wrong, no rule is.
 */
class RulesOnTheModelTest {

    /** A WRITE is sent before fsync begins, and fails. */
    private static final String TOLD =
            """
            # fsync after a WRITE that has failed
            pages   1
            file    1p
            task p  store 0h, writepages none, fsync
            daemon  any-order, write may fail
            expect  6.1 without ac7f052b9e15  violates P6
            """;

    private static Map<Rule, Tally> judge(Trace trace) {
        return new Judge(Checkout.find().boundary()).judge(TraceBoundary.of(trace), "");
    }

    @ParameterizedTest(name = "{3} on {0}, {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            truncate/in-flight      | 2.6.26 without nowrite          | P1  | R1  | 6.1
            open/truncate-mapped    | 6.1                             | P1  | R2  | 6.1 with o-trunc-nowrite
            store/two-passes        | 2.6.26 without mkwrite-wait     | P3  | R3  | 6.1
            fsync/own               | 2.6.26 without mkclean          | P5  | R5  | 6.1
            told                    | 6.1 without ac7f052b9e15        | P6  | R6  | 6.1
            close/last-writer       | 2.6.26 without handle-reference | P11 | R7  | 3.13
            truncate/queued-middle  | 2.6.26 without crop             | P2  | R8  | 6.1
            punch/store-beside      | 6.18                            | P2  | R9  |
            punch/read              | 3.15 without 3634a6327815       | P14 | R9  | 3.15
            read/direct-after-store | 3.15 without ea8cd33390fa       | P14 | R10 | 3.15
            """)
    void ruleIsBrokenWhereTheModelViolatesItsProperty(
            String name, String kernel, Property property, Rule rule, String good)
            throws Exception {
        Path scenarios = Checkout.find().scenarios();
        ScenarioParser parser = new ScenarioParser(scenarios, Kernels.catalogue());
        Scenario scenario =
                name.equals("told")
                        ? parser.parse(name, Path.of(name), TOLD)
                        : parser.parse(scenarios.resolve(name + ".scn"));
        RunResult result =
                new ExplorerEngine()
                        .run(
                                scenario,
                                KernelId.parse(kernel),
                                Limits.ofTime(Duration.ofMinutes(2)),
                                Progress.NONE);
        Trace trace =
                result.traces()
                        .get(property)
                        .described(programs(scenario), "", List.of(), Map.of());
        Map<Rule, Tally> broken = judge(trace);
        assertTrue(
                broken.get(rule).violations() > 0, () -> broken + "\n" + TraceBoundary.of(trace));
        if (good == null) {
            return;
        }
        Twin.Result twin = Twin.of(trace, scenario, KernelId.parse(good));
        Map<Rule, Tally> kept = judge(with(trace, good, twin.initial(), twin.steps()));
        List<String> told = kept.values().stream().flatMap(tally -> tally.told().stream()).toList();
        assertEquals(List.of(), told);
    }

    private static Map<String, List<String>> programs(Scenario scenario) {
        Map<String, List<String>> programs = new LinkedHashMap<>();
        for (Task task : scenario.tasks()) {
            programs.put(task.name(), task.program());
        }
        return programs;
    }

    private static Trace with(
            Trace of, String kernel, Map<String, String> initial, List<Trace.Step> steps) {
        return new Trace(
                        of.schema(),
                        of.scenario(),
                        kernel,
                        of.engine(),
                        of.property(),
                        of.sentence(),
                        of.bounds(),
                        of.reproduce(),
                        of.tasks(),
                        initial,
                        steps,
                        of.end(),
                        of.loopStart(),
                        of.cycle())
                .describedAs(of);
    }
}
