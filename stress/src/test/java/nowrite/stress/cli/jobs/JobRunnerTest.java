package nowrite.stress.cli.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import nowrite.spec.KernelId;
import nowrite.spec.Word;
import nowrite.spec.engine.Engine;
import nowrite.spec.engine.Limits;
import nowrite.spec.engine.Progress;
import nowrite.spec.engine.RunResult;
import nowrite.spec.scenario.Scenario;
import nowrite.stress.cli.Samples;
import nowrite.stress.cli.home.Checkout;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class JobRunnerTest {

    @TempDir private Path home;

    private OutcomeStore store;
    private Estimates estimates;
    private Job good;
    private Job bad;

    @BeforeEach
    void makeCheckout() throws IOException {
        Checkout checkout = new Checkout(home);
        Files.createDirectories(checkout.tla());
        Path file = checkout.scenarios().resolve("truncate/in-flight.scn");
        Files.createDirectories(file.getParent());
        Files.writeString(file, Samples.SCENARIO);
        good = Job.of(Samples.scenario(file), Samples.GOOD, "explorer");
        bad = Job.of(Samples.scenario(file), Samples.BAD, "explorer");
        store = new OutcomeStore(checkout, new Fingerprint(checkout));
        Counts counts = Counts.read(checkout.counts());
        counts.put(bad.scenario().name(), bad.kernel().toString(), new Counts.Count(900_000, 0));
        estimates = new Estimates(store, counts);
    }

    /** What an engine of a test does. */
    private interface Run {
        RunResult run(Job job) throws InterruptedException;
    }

    private List<Row> run(int parallel, Run run) throws InterruptedException {
        Engine engine =
                new Engine() {
                    @Override
                    public String name() {
                        return "explorer";
                    }

                    @Override
                    public RunResult run(Scenario s, KernelId k, Limits l, Progress progress)
                            throws InterruptedException {
                        progress.update(5, 1, 2);
                        return run.run(k.equals(Samples.GOOD) ? good : bad);
                    }
                };
        JobRunner runner = new JobRunner(name -> engine, store, estimates, parallel);
        List<Job> jobs = List.of(good, bad);
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        try (Board board = new Board("check", jobs, estimates::millis, parallel, nowhere)) {
            return runner.run(jobs, board);
        }
    }

    @Test
    void theLongestRunStartsFirstAndRowsKeepTheirOrder() throws InterruptedException {
        List<Job> started = Collections.synchronizedList(new ArrayList<>());
        List<Row> rows =
                run(
                        1,
                        job -> {
                            started.add(job);
                            return Samples.result(job, Map.of());
                        });
        assertEquals(List.of(bad, good), started);
        assertEquals(List.of(good, bad), rows.stream().map(Row::job).toList());
    }

    @Test
    void anEngineThatBreaksFailsItsRunOnly() throws InterruptedException {
        List<Row> rows =
                run(
                        2,
                        job -> {
                            if (job.equals(bad)) {
                                throw new IllegalStateException("planted");
                            }
                            return Samples.result(job, Map.of());
                        });
        assertTrue(rows.get(0).judgement().asExpected());
        assertTrue(rows.get(1).outcome().words().containsValue(Word.FAILED));
        assertTrue(rows.get(1).outcome().message().contains("planted"));
        assertEquals(70, rows.get(1).judgement().exitCode());
    }

    @Test
    void anInterruptLeavesNoRunBehind() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Thread main = Thread.currentThread();
        Thread interrupter =
                new Thread(
                        () -> {
                            try {
                                begun.await();
                            } catch (InterruptedException e) {
                                return;
                            }
                            main.interrupt();
                        });
        interrupter.start();
        assertThrows(
                InterruptedException.class,
                () ->
                        run(
                                1,
                                job -> {
                                    begun.countDown();
                                    try {
                                        new CountDownLatch(1).await();
                                        return Samples.result(job, Map.of());
                                    } finally {
                                        ended.countDown();
                                    }
                                }));
        ended.await();
        assertFalse(store.find(bad).isPresent(), "an interrupted run was remembered");
    }

    @Test
    void twoLargeRunsDoNotRunBesideEachOther() throws InterruptedException {
        JobQueue queue = new JobQueue(List.of(good, bad), job -> 1, job -> true);
        Job first = queue.take();
        Thread second =
                new Thread(
                        () -> {
                            try {
                                queue.take();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        second.start();
        while (second.getState() != Thread.State.WAITING) {
            Thread.sleep(1);
        }
        queue.done(first);
        second.join();
        assertEquals(null, queue.take());
    }
}
