package nowrite.spec.tlc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import nowrite.spec.ExitCode;
import nowrite.spec.KernelCatalogue;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.Word;
import nowrite.spec.engine.Judgement;
import nowrite.spec.engine.Limits;
import nowrite.spec.engine.Progress;
import nowrite.spec.engine.RunResult;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.ScenarioParser;
import nowrite.spec.trace.Trace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A check on several hosts, with two worker processes on this one. */
@Timeout(400)
class HostsEngineTest {

    private static final KernelId KERNEL = KernelId.parse("2.6.26");
    private static final List<String> HOSTS = List.of("127.0.0.1", "127.0.0.1");
    private static final Limits LIMITS = Limits.ofTime(Duration.ofMinutes(5));

    @TempDir private Path work;

    private final List<String> said = Collections.synchronizedList(new ArrayList<>());
    private final List<Thread> threads = new ArrayList<>();
    private final List<Integer> exits = Collections.synchronizedList(new ArrayList<>());
    private HostsServer server;

    /** Many states in which everything holds, so one round; TLC works on it for seconds. */
    private static final String LONG =
            """
            pages 1
            file 1p
            task w write 0h, write 1h
            task f fsync
            task t truncate 1h
            task c chmod
            task v write 1h, write 0h
            daemon any-order
            expect 2.6.26 holds
            """;

    private static Scenario scenario(TlaKernels kernels, String name) throws IOException {
        Path root = Toy.HOME.resolve("spec/scenarios");
        return new ScenarioParser(root, KernelCatalogue.open()).parse(root.resolve(name + ".scn"));
    }

    private static TlaKernels kernels() throws IOException {
        return TlaKernels.read(Toy.HOME.resolve("spec/tla"));
    }

    private HostsServer open(List<String> hosts) {
        server = HostsServer.open(hosts, 0, "a test", said::add);
        return server;
    }

    private void startWorkers(int number) throws InterruptedException {
        for (int i = 0; i < number; i++) {
            HostsWorker worker =
                    new HostsWorker(
                            "127.0.0.1", server.port(), 1, 256, work.resolve("w"), said::add);
            Thread thread =
                    new Thread(
                            () -> {
                                try {
                                    exits.add(worker.run(Duration.ofSeconds(20)));
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                            });
            thread.start();
            threads.add(thread);
        }
        assertTrue(server.await(Duration.ofSeconds(30)), said::toString);
    }

    private RunResult run(TlaKernels kernels, Scenario scenario, KernelId kernel, Progress progress)
            throws InterruptedException {
        return new HostsEngine(kernels, work, 256, server).run(scenario, kernel, LIMITS, progress);
    }

    private static List<ProcessHandle> children(Class<?> main) {
        return ProcessHandle.current()
                .children()
                .filter(ProcessHandle::isAlive)
                .filter(
                        child ->
                                child.info()
                                        .commandLine()
                                        .map(line -> line.contains(main.getName()))
                                        .orElse(false))
                .toList();
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        if (server != null) {
            server.close();
        }
        for (Thread thread : threads) {
            thread.join(30_000);
            assertFalse(thread.isAlive(), "a worker does not end");
        }
        assertEquals(List.of(), children(HostsWorkerMain.class));
        assertEquals(List.of(), children(HostsServerMain.class));
        if (Files.exists(work.resolve("w"))) {
            try (var left = Files.list(work.resolve("w"))) {
                assertEquals(List.of(), left.toList());
            }
        }
    }

    @Test
    void twoWorkersFindWhatTlcFindsAlone() throws Exception {
        TlaKernels kernels = kernels();
        Scenario scenario = scenario(kernels, "store/own-writeback");
        open(HOSTS);
        startWorkers(2);
        RunResult result = run(kernels, scenario, KERNEL, Progress.NONE);
        assertEquals(null, result.message());
        assertEquals(List.of(), Judgement.of(result).all());
        RunResult alone =
                new TlcEngine(kernels, work, 512).run(scenario, KERNEL, LIMITS, Progress.NONE);
        assertEquals(alone.states(), result.states());
        assertEquals(alone.words(), result.words());
        assertEquals(alone.reached(), result.reached());
        assertEquals("TLC on 2 hosts (127.0.0.1,127.0.0.1)", result.engine());
        Trace found = result.traces().get(Property.P13);
        Trace shortest = alone.traces().get(Property.P13);
        assertEquals("violated", found.end());
        assertEquals(shortest.initial(), found.initial());
        assertTrue(found.steps().size() >= shortest.steps().size(), found.steps()::toString);
        assertTrue(
                result.traces().get(Property.P13).reproduce().endsWith("127.0.0.1,127.0.0.1"),
                result.traces().get(Property.P13).reproduce());
        server.close();
        for (Thread thread : threads) {
            thread.join(30_000);
        }
        assertEquals(List.of(ExitCode.OK, ExitCode.OK), exits);
    }

    @Test
    void aWorkerKilledMidwayIsReportedAndTheCountIsTheSame() throws Exception {
        TlaKernels kernels = kernels();
        Scenario scenario = Toy.scenario(kernels, LONG);
        AtomicBoolean killed = new AtomicBoolean();
        open(HOSTS);
        startWorkers(2);
        Progress kill =
                (states, pending, depth) -> {
                    List<ProcessHandle> workers = children(HostsWorkerMain.class);
                    if (states > 150 && pending > 0 && workers.size() == 2 && !killed.get()) {
                        killed.set(workers.get(0).destroyForcibly());
                    }
                };
        RunResult result = run(kernels, scenario, KERNEL, kill);
        assertTrue(killed.get(), "nobody was killed");
        assertNotNull(result.message());
        assertTrue(result.message().contains("was lost"), result.message());
        assertTrue(
                said.toString().contains("TLC's worker ended with exit code 137"), said::toString);
        RunResult alone =
                new TlcEngine(kernels, work, 512).run(scenario, KERNEL, LIMITS, Progress.NONE);
        assertTrue(alone.states() > 5_000, () -> alone.states() + " states");
        assertEquals(alone.states(), result.states());
        assertEquals(Set.of(), result.violated());
        assertFalse(result.has(Word.FAILED));
    }

    @Test
    void aCheckWithoutWorkersAnyMoreFails() throws Exception {
        TlaKernels kernels = kernels();
        Scenario scenario = Toy.scenario(kernels, LONG);
        open(HOSTS);
        startWorkers(2);
        Progress kill =
                (states, pending, depth) ->
                        children(HostsWorkerMain.class).forEach(ProcessHandle::destroyForcibly);
        RunResult result = run(kernels, scenario, KERNEL, kill);
        assertEquals(Set.of(Word.FAILED), Set.copyOf(result.words().values()));
        assertTrue(result.message().contains("every worker is gone"), result.message());
    }

    @Test
    void whatDependsOnNoVariableIsCheckedToo() throws Exception {
        Scenario scenario = Toy.scenario("reach cropped\nexpect 0.1 holds");
        open(List.of("127.0.0.1"));
        startWorkers(1);
        RunResult result = run(Toy.kernels(), scenario, KernelId.parse("0.1"), Progress.NONE);
        assertEquals(null, result.message());
        assertEquals(12, result.states());
        assertEquals(Set.of("cropped"), result.reached());
        assertEquals(Word.HOLDS_EXHAUSTED, result.words().get(Property.P10));
        assertEquals(Word.NOT_EXERCISED, result.words().get(Property.P2));
    }

    @Test
    void anInvariantThatTlcDoesNotHaveIsNoticed() throws Exception {
        Scenario scenario = Toy.scenario("expect 0.1 holds");
        McModule module = new McModule(scenario, KernelId.parse("0.1"), Toy.kernels());
        HostsModule hosts = new HostsModule(module, EnumSet.of(Property.P1, Property.P10));
        TlcOutput output = TlcOutput.onHosts(Progress.NONE);
        for (String name : hosts.invariants()) {
            assertTrue(hosts.configuration().contains("  " + name + "\n"), name);
            assertFalse(hosts.missing(output.checked()).isEmpty(), "before " + name);
            output.line("<<\"CHECKED\", \"" + name + "\">>");
        }
        assertEquals("", hosts.missing(output.checked()));
        assertFalse(hosts.configuration().contains("Property_2\n"), hosts.configuration());
    }
}
