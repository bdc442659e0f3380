package nowrite.stress.patch;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import nowrite.model.Kernels;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.corpus.CorpusEntry;
import nowrite.spec.scenario.Client;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.ScenarioParser;
import nowrite.stress.cli.home.Checkout;
import nowrite.stress.cli.home.UsageException;
import nowrite.stress.hardware.Effort;

/** Holds a patch against the scenarios: the kernel before it, the kernel with it. */
public final class Validation {
    private static final int STUCK_SECONDS = 20;

    /** A patched scenario may have so many times the states that it had, or {@link #AT_LEAST}. */
    private static final long GROWTH = 20;

    private static final long AT_LEAST = 1_000_000;

    /**
     * What is asked.
     *
     * @param checkout the checkout
     * @param scenarios its scenarios that may be searched
     * @param corpus bugs that were fixed upstream
     * @param own which of the patch's own scenarios; null for all
     * @param patch the patch
     * @param changes changes of the catalogue that are there before and after, {@code without crop}
     * @param others patches that are there after, as well
     * @param seconds how long to search, without the patch at most half of it
     * @param inside whether to compare with the TLA+ specification, and to sample accesses inside
     *     steps with Lincheck
     * @param grow whether to search larger scenarios in the time that is left
     * @param stress how long each test of JCStress runs; null if it is not asked for
     */
    public record Question(
            Checkout checkout,
            List<Scenario> scenarios,
            List<CorpusEntry> corpus,
            List<String> own,
            PatchFolder patch,
            List<String> changes,
            List<PatchFolder> others,
            long seconds,
            boolean inside,
            boolean grow,
            Effort stress) {
        /** Copies the lists. */
        public Question {
            scenarios = List.copyOf(scenarios);
            corpus = List.copyOf(corpus);
            own = own == null ? null : List.copyOf(own);
            changes = List.copyOf(changes);
            others = List.copyOf(others);
        }
    }

    private final Question question;
    private final Said said;
    private final boolean rules;
    private final KernelId ground;
    private final KernelId kernel;

    /**
     * Prepares a validation.
     *
     * @param err hears how far it is
     * @throws UsageException if the kernel does not exist
     */
    public Validation(Question question, PrintWriter err) {
        this(question, err, true);
    }

    /** For tests: without the rules, so that the child itself must notice. */
    Validation(Question question, PrintWriter err, boolean rules) {
        this.question = question;
        this.said = new Said(err);
        this.rules = rules;
        PatchFolder patch = question.patch();
        StringBuilder name = new StringBuilder(patch.on().toString());
        question.changes().forEach(change -> name.append(' ').append(change));
        try {
            ground = KernelId.parse(name.toString());
            Kernels.catalogue().check(ground);
        } catch (IllegalArgumentException e) {
            throw new UsageException(patch.path() + ": " + e.getMessage());
        }
        List<String> with = new ArrayList<>(ground.with());
        for (PatchFolder one : folders()) {
            if (Kernels.catalogue().additions().contains(one.name()) || with.contains(one.name())) {
                throw new UsageException(
                        one.path()
                                + ": the name '"
                                + one.name()
                                + "' is taken; change the line 'name' of patch.txt");
            }
            with.add(one.name());
        }
        kernel = new KernelId(ground.generation(), ground.without(), with);
    }

    private List<PatchFolder> folders() {
        List<PatchFolder> all = new ArrayList<>();
        all.add(question.patch());
        all.addAll(question.others());
        return all;
    }

    /**
     * Validates.
     *
     * @throws UsageException if the patch does not compile or does not fit its kernel
     */
    public Validated run() throws InterruptedException {
        List<CompiledPatch> compiled = folders().stream().map(CompiledPatch::of).toList();
        List<String> overrides = new ArrayList<>();
        compiled.forEach(one -> one.overrides().forEach(o -> overrides.add(o.text())));
        checkFit(compiled);
        List<String> problems =
                rules
                        ? compiled.stream()
                                .flatMap(one -> PatchRules.problems(one.classes()).stream())
                                .toList()
                        : List.of();
        Validated.Builder report =
                new Validated.Builder(question.patch(), ground, kernel, overrides);
        if (!problems.isEmpty()) {
            return report.refused(problems);
        }
        compiled.forEach(one -> UndeclaredLocals.of(one).forEach(report::hint));
        Map<String, Scenario> scenarios = scenarios();
        long start = System.nanoTime();
        Before without =
                new Before(
                        question.checkout(),
                        ground,
                        said,
                        Duration.ofMillis(500 * question.seconds()));
        List<Searched> before = without.search(scenarios.values());
        without.cut().forEach(report::cut);
        List<Searched> reaching = new ArrayList<>();
        for (Searched one : reaching(compiled, before)) {
            reaching.add(without.counted(scenarios.get(one.scenario()), one));
        }
        Set<String> names = new TreeSet<>();
        reaching.forEach(one -> names.add(one.scenario()));
        for (Searched one : before) {
            if (!names.contains(one.scenario())) {
                report.doesNotReach(one.scenario());
                if (ScenarioParser.isOwn(one.scenario())) {
                    // It does not execute the patch, so with it the same comes out.
                    Scenario own = scenarios.get(one.scenario());
                    report.expects(OwnExpectations.of(own, ground, one, kernel, one));
                }
            }
        }
        List<Searched> after =
                after(
                        compiled,
                        scenarios,
                        reaching,
                        Math.max(1, question.seconds() - since(start)));
        long left = question.seconds() - since(start);
        report.notes(PortingNotes.of(compiled, after));
        for (int i = 0; i < reaching.size(); i++) {
            if (i < after.size()) {
                Scenario scenario = scenarios.get(reaching.get(i).scenario());
                Compared compared = new Compared(reaching.get(i), after.get(i));
                report.searched(compared);
                if (ScenarioParser.isOwn(scenario.name())) {
                    report.expects(
                            OwnExpectations.of(
                                    scenario, ground, reaching.get(i), kernel, after.get(i)));
                }
                for (CorpusEntry bug : question.corpus()) {
                    isBack(bug, compared).ifPresent(report::isBack);
                }
            } else {
                report.leftOut(reaching.get(i).scenario());
            }
        }
        Validated answer = report.done(question.seconds());
        boolean decided =
                answer.verdict() == Validated.Verdict.BREAKS
                        || answer.verdict() == Validated.Verdict.FAILED;
        if (question.inside() && answer.verdict() != Validated.Verdict.FAILED) {
            said.now("the TLA+ specification, with TLC");
            report.spec(
                    new SpecComparison(question.checkout(), ground, kernel, compiled)
                            .run(List.copyOf(scenarios.values()), answer.searched(), 30));
        }
        if (question.inside() && !decided) {
            said.now("accesses inside steps, with Lincheck");
            report.inside(
                    InsideSteps.of(
                            question.checkout(),
                            ground,
                            compiled,
                            List.copyOf(scenarios.values()),
                            answer.searched(),
                            (int) Math.max(5, Math.min(30, left / 3))));
            left = question.seconds() - since(start);
            answer = report.done(question.seconds());
            decided = answer.verdict() == Validated.Verdict.BREAKS;
        }
        if (question.stress() != null && answer.verdict() != Validated.Verdict.FAILED) {
            report.stressed(
                    new Stressing(
                                    question.checkout(),
                                    ground,
                                    compiled,
                                    question.stress(),
                                    Runtime.getRuntime().availableProcessors(),
                                    said)
                            .run());
            answer = report.done(question.seconds());
            decided |=
                    answer.verdict() == Validated.Verdict.BREAKS
                            || answer.verdict() == Validated.Verdict.FAILED;
        }
        answer = report.done(question.seconds());
        if (question.inside() && decided && answer.inside().scenario().isEmpty()) {
            report.inside(InsideSteps.not("the answer was there without it"));
        }
        if (!question.grow() || decided) {
            report.grown(
                    Grown.not(
                            decided
                                    ? "the answer was there without"
                                    : "nobody asked for larger scenarios"));
            return report.done(question.seconds());
        }
        report.grown(
                new Growing(
                                question.checkout(),
                                ground,
                                (larger, before2, seconds) ->
                                        after(compiled, larger, before2, seconds),
                                said,
                                left)
                        .run(List.copyOf(scenarios.values()), answer.searched()));
        return report.done(question.seconds());
    }

    /**
     * The names of the scenarios that execute what the patch overrides: those that would be run, in
     * order.
     */
    public List<String> reaching() throws InterruptedException {
        List<CompiledPatch> compiled = folders().stream().map(CompiledPatch::of).toList();
        Before without = new Before(question.checkout(), ground, said, Duration.ofDays(1));
        return reaching(compiled, without.search(scenarios().values())).stream()
                .map(Searched::scenario)
                .toList();
    }

    private static long since(long start) {
        return (System.nanoTime() - start) / 1_000_000_000L;
    }

    /** The patch's own scenarios first, then the small ones. */
    private static List<Searched> reaching(List<CompiledPatch> compiled, List<Searched> before) {
        Set<String> changed = new TreeSet<>();
        compiled.forEach(one -> one.overrides().forEach(o -> changed.add(suffix(o.method()))));
        return before.stream()
                .filter(
                        one ->
                                one.undecided()
                                        || one.executed().stream()
                                                .anyMatch(m -> changed.contains(suffix(m))))
                .sorted(
                        Comparator.comparing(
                                        (Searched one) -> !ScenarioParser.isOwn(one.scenario()))
                                .thenComparing(Searched::states)
                                .thenComparing(Searched::scenario))
                .toList();
    }

    /** Name and descriptor: a change below the patch may have the method in another class. */
    private static String suffix(String method) {
        return method.substring(method.lastIndexOf('.') + 1);
    }

    private void checkFit(List<CompiledPatch> compiled) {
        Map<String, List<Class<?>>> patches = new LinkedHashMap<>();
        compiled.forEach(one -> patches.put("with " + one.folder().name(), one.components()));
        try {
            Kernels.patched(ground, patches, Client.FUSE);
        } catch (IllegalArgumentException e) {
            throw new UsageException(question.patch().path() + ": " + e.getMessage());
        }
    }

    /** The scenarios of the kernel's generation, and the patch's own, by name. */
    private Map<String, Scenario> scenarios() {
        Map<String, Scenario> all = new LinkedHashMap<>();
        for (Scenario one : question.scenarios()) {
            boolean ofKernel =
                    one.expectation(ground).isPresent()
                            || one.expectation(ground.twin()).isPresent();
            if (question.own() != null || ofKernel) {
                all.put(one.name(), one);
            }
        }
        ScenarioParser parser =
                new ScenarioParser(question.checkout().scenarios(), ScenarioOn.catalogue(kernel));
        for (PatchFolder folder : folders()) {
            for (Path file : folder.scenarios()) {
                if (question.own() == null || question.own().contains(parser.nameOf(file))) {
                    try {
                        Scenario own = parser.parse(file);
                        List<String> with = new ArrayList<>(folder.on().with());
                        with.add(folder.name());
                        OwnExpectations.check(
                                own,
                                folder,
                                new KernelId(
                                        folder.on().generation(), folder.on().without(), with));
                        all.put(own.name(), own);
                    } catch (IOException e) {
                        throw new UncheckedIOException("cannot read " + file, e);
                    }
                }
            }
        }
        if (all.isEmpty()) {
            throw new UsageException(
                    "no scenario expects anything of "
                            + ground.generation()
                            + ", and the patch has none of its own in "
                            + question.patch().path().resolve(PatchFolder.SCENARIOS));
        }
        return all;
    }

    /** Whether a bug that was fixed upstream shows again, and in words where. */
    private static Optional<String> isBack(CorpusEntry bug, Compared compared) {
        Set<Property> shown = EnumSet.noneOf(Property.class);
        bug.claims().stream()
                .filter(claim -> claim.violated())
                .filter(claim -> claim.scenario().name().equals(compared.scenario()))
                .forEach(claim -> shown.addAll(claim.about()));
        shown.retainAll(compared.worse());
        return shown.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        bug.id()
                                + ", "
                                + bug.title()
                                + " (fixed by "
                                + bug.fixes().get(0).shortHash()
                                + "): as then, "
                                + shown.iterator().next()
                                + " is violated in "
                                + compared.scenario());
    }

    private List<Searched> after(
            List<CompiledPatch> compiled,
            Map<String, Scenario> scenarios,
            List<Searched> before,
            long seconds)
            throws InterruptedException {
        if (before.isEmpty()) {
            return List.of();
        }
        List<ChildRequest.Task> tasks = new ArrayList<>();
        for (Searched one : before) {
            Scenario scenario = scenarios.get(one.scenario());
            tasks.add(
                    new ChildRequest.Task(
                            scenario.path().toAbsolutePath().toString(),
                            List.copyOf(ScenarioOn.blocks(scenario, ground)),
                            Math.max(AT_LEAST, GROWTH * one.states())));
        }
        Path folder = RunFolder.make(question.checkout(), question.patch().name());
        try {
            ChildRequest request =
                    new ChildRequest(
                            question.checkout().root().toString(),
                            ground.toString(),
                            kernel.toString(),
                            CompiledPatch.written(compiled, folder),
                            seconds,
                            Integer.getInteger(ChildRequest.STUCK, STUCK_SECONDS),
                            tasks,
                            folder.toString(),
                            reproduce());
            return new PatchChild(folder)
                    .ask(
                            request,
                            (task, states) ->
                                    said.now(
                                            kernel
                                                    + ", "
                                                    + (task + 1)
                                                    + " of "
                                                    + tasks.size()
                                                    + " scenarios, "
                                                    + seconds
                                                    + " s at most: "
                                                    + before.get(task).scenario(),
                                            states));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder, e);
        } finally {
            RunFolder.delete(folder);
        }
    }

    /** The command that does this again. */
    public String reproduce() {
        StringBuilder command = new StringBuilder("./nowrite validate ");
        command.append(question.checkout().show(question.patch().path()));
        for (String change : question.changes()) {
            command.append(" --with '").append(change).append('\'');
        }
        for (PatchFolder other : question.others()) {
            command.append(" --with ").append(question.checkout().show(other.path()));
        }
        if (question.stress() != null) {
            command.append(" --jcstress");
        }
        return command.toString();
    }
}
