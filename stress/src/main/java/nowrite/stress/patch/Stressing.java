package nowrite.stress.patch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import nowrite.spec.KernelId;
import nowrite.spec.engine.Limits;
import nowrite.spec.scenario.Scenario;
import nowrite.stress.cli.home.AtomicFile;
import nowrite.stress.cli.home.Checkout;
import nowrite.stress.cli.home.Json;
import nowrite.stress.explore.Exploration;
import nowrite.stress.hardware.Effort;
import nowrite.stress.hardware.HardwareTest;
import nowrite.stress.hardware.HardwareTests;
import nowrite.stress.hardware.StressEngine;
import nowrite.stress.hardware.TestReport;
import nowrite.stress.hardware.TestReport.OutcomeCount;
import nowrite.stress.hardware.Verdict;
import nowrite.stress.jcstress.BrokenTwin;
import nowrite.stress.jcstress.Reached;
import nowrite.stress.jcstress.Scene;
import nowrite.stress.jcstress.StandIn;
import nowrite.stress.selftest.bytecode.MethodProbes;

/**
 * Runs the correct tests of JCStress that execute what a patch overrides, on the kernel without it
 * and on the kernel with it, whatever kernel they were written for. Their broken twins run on their
 * own kernels: whether the test could fail on this machine at all.
 */
final class Stressing {
    /** How long the search of what a test plays may last; it is small. */
    private static final Duration COVERAGE = Duration.ofSeconds(20);

    /** How long an actor may hang before it is killed. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int FEWEST_PROCESSORS = 2;
    private static final int LAST_LINES = 60;

    private final Checkout checkout;
    private final KernelId ground;
    private final List<CompiledPatch> compiled;
    private final Effort effort;
    private final int cpus;
    private final Said said;

    /** What one run of JCStress gave. */
    private record Run(Map<String, TestReport> reports, Set<String> reached, String broken) {}

    Stressing(
            Checkout checkout,
            KernelId ground,
            List<CompiledPatch> compiled,
            Effort effort,
            int cpus,
            Said said) {
        this.checkout = checkout;
        this.ground = ground;
        this.compiled = compiled;
        this.effort = effort;
        this.cpus = cpus;
        this.said = said;
    }

    Stressed run() throws InterruptedException {
        return run(test -> true);
    }

    /** For tests: of those that execute what the patch overrides only some. */
    Stressed run(Predicate<HardwareTest> only) throws InterruptedException {
        Set<String> changed = new TreeSet<>();
        compiled.forEach(one -> one.overrides().forEach(o -> changed.add(suffix(o.method()))));
        HardwareTests all = HardwareTests.read();
        List<HardwareTest> selected = reaching(all.all(), changed).stream().filter(only).toList();
        if (selected.isEmpty()) {
            return Stressed.not(
                    "no test of JCStress executes what the patch overrides, on " + ground);
        }
        List<HardwareTest> runnable = selected.stream().filter(t -> t.actors() <= cpus).toList();
        if (cpus < FEWEST_PROCESSORS || runnable.isEmpty()) {
            return Stressed.not(
                    "this machine has "
                            + cpus
                            + " processors; the tests that execute what the patch overrides need "
                            + selected.stream().mapToInt(HardwareTest::actors).min().getAsInt()
                            + " and more");
        }
        Path folder = RunFolder.make(checkout, compiled.get(0).folder().name());
        try {
            List<HardwareTest> first = new ArrayList<>(canaries(all));
            first.addAll(selected);
            first.addAll(twins(all, runnable));
            Run before = run(folder.resolve("before"), first, List.of());
            List<HardwareTest> second = new ArrayList<>(canaries(all));
            second.addAll(selected);
            Path classes = Files.createDirectories(folder.resolve("classes"));
            Path after = folder.resolve("after");
            Run with = run(after, second, CompiledPatch.marked(compiled, classes));
            return answer(selected, all, before, with, after);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder, e);
        } finally {
            RunFolder.delete(folder);
        }
    }

    /** Name and descriptor: a change below the patch may have the method in another class. */
    private static String suffix(String method) {
        return method.substring(method.lastIndexOf('.') + 1);
    }

    /** The correct tests whose scenario, on this kernel, executes one of the methods. */
    private List<HardwareTest> reaching(List<HardwareTest> all, Set<String> changed)
            throws InterruptedException {
        MethodProbes probes = new MethodProbes();
        Map<String, Boolean> known = new LinkedHashMap<>();
        List<HardwareTest> reaching = new ArrayList<>();
        for (HardwareTest test : all) {
            if (test.isTwin() || test.isCanary() || test.isSelfCheck()) {
                continue;
            }
            Optional<Scenario> played = played(test);
            if (played.isPresent()) {
                said.now("which tests of JCStress execute what the patch overrides");
                // Tests of one scenario differ in who acts, which is seen when they run.
                String key = played.get().tasks() + " " + played.get().daemon();
                if (!known.containsKey(key)) {
                    known.put(key, executes(probes, played.get(), changed));
                }
                if (known.get(key)) {
                    reaching.add(test);
                }
            }
        }
        return reaching;
    }

    /** Empty if the kernel of the patch cannot play it, for it has an operation that is too new. */
    private Optional<Scenario> played(HardwareTest test) {
        try {
            return Scene.played(test.type(), ground).filter(s -> s.tooNewFor(ground).isEmpty());
        } catch (nowrite.spec.scenario.ScenarioException e) {
            return Optional.empty();
        }
    }

    private boolean executes(MethodProbes probes, Scenario played, Set<String> changed)
            throws InterruptedException {
        probes.executed();
        Exploration.of(
                probes.maker(),
                played,
                ground,
                Limits.ofTime(COVERAGE),
                (states, pending, depth) -> {});
        return probes.executed().stream().anyMatch(method -> changed.contains(suffix(method)));
    }

    private static List<HardwareTest> canaries(HardwareTests all) {
        return all.all().stream().filter(HardwareTest::isCanary).toList();
    }

    /**
     * The broken twins that are kernels with a guard taken out: those stay what they are. Not one
     * that hangs for good; that takes half a minute.
     */
    private static List<HardwareTest> twins(HardwareTests all, List<HardwareTest> of) {
        return all.all().stream()
                .filter(test -> of.stream().anyMatch(one -> isTwinOf(test, one)))
                .toList();
    }

    private static boolean isTwinOf(HardwareTest twin, HardwareTest test) {
        return twin.kernel().contains(" with")
                && !twin.isTermination()
                && Stream.of(twin.type().getAnnotation(BrokenTwin.class).of())
                        .anyMatch(type -> type == test.type());
    }

    private Run run(Path folder, List<HardwareTest> tests, List<ChildRequest.Patch> patches)
            throws IOException, InterruptedException {
        Path reached = Files.createDirectories(folder.resolve("reached"));
        Path work = Files.createDirectories(folder.resolve("run"));
        Path request = folder.resolve("kernel.json");
        AtomicFile.write(
                request, Json.write(new PatchInstaller.Request(ground.toString(), patches)));
        Map<String, String> environment = new TreeMap<>();
        environment.put(StandIn.VARIABLE, StressedKernel.class.getName() + "=" + request);
        environment.put(Reached.VARIABLE, reached.toString());
        StressEngine engine = new StressEngine(work, effort, cpus, PATIENCE, environment);
        String what = "JCStress, " + (patches.isEmpty() ? "without" : "with") + " the patch";
        List<TestReport> reports =
                engine.run(
                        tests,
                        (done, planned) ->
                                said.now(
                                        planned == 0
                                                ? what + ", looks at the JDK and the processors"
                                                : what
                                                        + ", "
                                                        + done
                                                        + " of "
                                                        + planned
                                                        + " JVMs have ended"));
        Map<String, TestReport> byName = new LinkedHashMap<>();
        reports.forEach(one -> byName.put(one.name(), one));
        String broken = engine.trouble() == null ? "" : engine.trouble();
        if (broken.isEmpty() && reports.stream().anyMatch(r -> r.verdict() == Verdict.MISSED)) {
            broken = "the canary was missed, so the run of JCStress saw nothing";
        }
        try (Stream<Path> files = Files.list(reached)) {
            Set<String> names = new TreeSet<>();
            files.forEach(file -> names.add(file.getFileName().toString()));
            return new Run(byName, names, broken);
        }
    }

    private Stressed answer(
            List<HardwareTest> selected, HardwareTests all, Run before, Run with, Path after)
            throws IOException {
        List<Stressed.Test> tests = new ArrayList<>();
        for (HardwareTest test : selected) {
            tests.add(
                    compared(
                            test,
                            before.reports().get(test.name()),
                            with.reports().get(test.name()),
                            with.reached().contains(test.type().getName()),
                            doubt(test, all, before)));
        }
        String broken = before.broken().isEmpty() ? with.broken() : before.broken();
        Stressed answer = new Stressed(tests, "", broken, "");
        return answer.isWorse() || !answer.failure().isEmpty()
                ? new Stressed(tests, "", broken, output(after))
                : answer;
    }

    private static Stressed.Test compared(
            HardwareTest test, TestReport before, TestReport after, boolean reached, String doubt) {
        Map<String, OutcomeCount> without = new TreeMap<>();
        before.outcomes().forEach(one -> without.put(one.outcome(), one));
        List<Stressed.Outcome> outcomes = new ArrayList<>();
        for (OutcomeCount one : after.outcomes()) {
            OutcomeCount other = without.remove(one.outcome());
            outcomes.add(outcome(one, other == null ? 0 : other.samples(), one.samples()));
        }
        without.values().forEach(one -> outcomes.add(outcome(one, one.samples(), 0)));
        String skipped =
                after.verdict() == Verdict.NEEDS_CPUS
                        ? after.message()
                        : reached ? "" : "no actor came to what the patch overrides";
        if (before.verdict() == Verdict.WEDGED || before.verdict() == Verdict.FAILED) {
            skipped = "it does not work on the kernel without the patch: " + before.message();
        }
        boolean broke = after.verdict() == Verdict.WEDGED || after.verdict() == Verdict.FAILED;
        return new Stressed.Test(
                test.name(), skipped, broke ? after.message() : "", outcomes, doubt);
    }

    private static Stressed.Outcome outcome(OutcomeCount one, long before, long after) {
        boolean forbidden = !one.expect().startsWith("ACCEPTABLE");
        return new Stressed.Outcome(one.outcome(), one.meaning(), forbidden, before, after);
    }

    private static String doubt(HardwareTest test, HardwareTests all, Run before) {
        if (test.isTermination()) {
            return "its broken twin was not run, it takes half a minute";
        }
        List<String> missed = new ArrayList<>();
        for (HardwareTest twin : twins(all, List.of(test))) {
            TestReport report = before.reports().get(twin.name());
            if (report != null && report.verdict() == Verdict.NOT_CAUGHT) {
                missed.add(twin.name());
            }
        }
        return missed.isEmpty()
                ? ""
                : "its broken twin "
                        + String.join(", ", missed)
                        + " was not caught either, so this says little";
    }

    /** The end of what JCStress printed, and the threads of what was killed. */
    private static String output(Path run) throws IOException {
        StringBuilder out = new StringBuilder();
        try (Stream<Path> files = Files.walk(run.resolve("run"))) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.equals("jcstress.txt")) {
                    List<String> lines = Files.readAllLines(file);
                    int from = Math.max(0, lines.size() - LAST_LINES);
                    out.append(String.join("\n", lines.subList(from, lines.size()))).append('\n');
                } else if (file.getParent().getFileName().toString().equals("threads")) {
                    out.append("\nThe threads of ").append(name).append(", when it was killed:\n");
                    out.append(Files.readString(file)).append('\n');
                }
            }
        }
        return out.toString();
    }
}
