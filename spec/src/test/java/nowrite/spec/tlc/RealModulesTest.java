package nowrite.spec.tlc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.Word;
import nowrite.spec.engine.RunResult;
import nowrite.spec.scenario.Client;
import nowrite.spec.scenario.Reach;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.trace.Trace;
import nowrite.spec.trace.TraceJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real modules, as far as this package relies on their shape. */
class RealModulesTest {

    @Test
    void stateAndStepsAreUnderstood(@TempDir Path work) throws Exception {
        TlaKernels kernels = TlaKernels.read(Toy.HOME.resolve("spec/tla"));
        Scenario scenario =
                Toy.scenario(
                        kernels,
                        """
                        pages 1
                        file 1p
                        task p store 0h
                        task f writepages none
                        task t truncate 1h
                        reach asleep fuse_set_nowrite:wait
                        reach queued-under-nowrite
                        reach cropped
                        reach at fuse_set_nowrite:wait.test
                        expect 2.6.26 violates P13
                        """);
        RunResult result = Toy.run(kernels, work, scenario, "2.6.26");
        assertFalse(result.has(Word.FAILED), result.message());
        assertEquals(
                scenario.reach().stream().map(Reach::text).toList(),
                result.reached().stream().toList());
        Trace trace = result.traces().get(Property.P13);
        Trace.Step last = trace.steps().get(trace.steps().size() - 1);
        assertEquals("p __do_fault:set_pte", last.task() + " " + last.label());
        assertTrue(last.changes().contains(new Trace.Change("pte.p.0", "none", "rw 1")));
        assertEquals(trace, TraceJson.parse("trace", TraceJson.write(trace)));
    }

    /**
     * Kernels define different operators. One JVM runs them one after the other; seen to fail
     * without forgetDefinitions.
     */
    @Test
    void aRunDoesNotDependOnWhatItsChildRanBefore(@TempDir Path work) throws Exception {
        TlaKernels kernels = TlaKernels.read(Toy.HOME.resolve("spec/tla"));
        Scenario scenario =
                Toy.scenario(
                        kernels,
                        """
                        pages 1
                        file 1p
                        task p store 0h
                        task f writepages none, fsync
                        expect 3.13 holds
                        """);
        List<String> order =
                List.of(
                        "2.6.26",
                        "3.13",
                        "3.13 without cca2437045dd",
                        "2.6.30 without dirty-locked",
                        "3.13 with mkwrite-retry",
                        "3.13 without 4a4ac4eba101");
        Map<String, String> first = new TreeMap<>();
        for (String kernel : order) {
            first.put(kernel, said(Toy.run(kernels, work, scenario, kernel)));
        }
        Map<String, String> second = new TreeMap<>();
        for (int i = order.size() - 1; i >= 0; i--) {
            second.put(order.get(i), said(Toy.run(kernels, work, scenario, order.get(i))));
        }
        assertEquals(first, second);
    }

    private static String said(RunResult result) {
        assertFalse(result.has(Word.FAILED), result.message());
        StringBuilder text = new StringBuilder();
        text.append(result.states()).append(result.words());
        result.traces().forEach((property, trace) -> text.append(TraceJson.write(trace)));
        return text.toString();
    }

    @Test
    void everyChangeReplacesOperatorsThatExist() throws Exception {
        TlaKernels kernels = TlaKernels.read(Toy.HOME.resolve("spec/tla"));
        kernels.catalogue()
                .changes()
                .forEach(
                        (generation, changes) -> {
                            for (String change : changes) {
                                KernelId kernel = KernelId.parse(generation + " " + change);
                                assertFalse(
                                        kernels.replacements(kernel, client(change))
                                                .equals(
                                                        kernels.replacements(
                                                                kernel.twin(), client(change))),
                                        kernel.toString());
                            }
                        });
    }

    private static Client client(String change) {
        return change.matches("with(out)? (client-.*|pagecache-isize-extended)")
                ? Client.METADATA
                : Client.FUSE;
    }

    @Test
    void everyBodyBelongsToSomeKernel() throws Exception {
        TlaKernels kernels = TlaKernels.read(Toy.HOME.resolve("spec/tla"));
        Set<String> generations = kernels.catalogue().generations();
        Set<String> changes = new TreeSet<>();
        kernels.catalogue().changes().values().forEach(changes::addAll);
        TlaModules.read(Toy.HOME.resolve("spec/tla")).bodies().values().stream()
                .flatMap(List::stream)
                .forEach(
                        body -> {
                            assertTrue(
                                    body.since().isEmpty() || generations.contains(body.since()),
                                    body.name());
                            assertTrue(changes.containsAll(body.changes()), body.name());
                        });
    }
}
