package nowrite.stress.lincheck;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.Word;
import nowrite.spec.engine.Engine;
import nowrite.spec.engine.Limits;
import nowrite.spec.engine.Progress;
import nowrite.spec.engine.RunResult;
import nowrite.spec.scenario.Expectation;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.trace.Trace;
import nowrite.stress.explore.Expressed;

/**
 * Lincheck as an engine. It ends at the first violation, so what must hold is asked in one question
 * and each property that is expected to be violated in one of its own. {@link RunResult#states} is
 * the number of schedules.
 */
public final class LincheckEngine implements Engine {
    /** The engine's name. */
    public static final String NAME = "lincheck";

    /** No JDK that Lincheck can be believed on. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** Says why. */
        public Refused(String message) {
            super(message);
        }
    }

    /**
     * How much is sampled.
     *
     * @param invocations schedules of each iteration of a question
     * @param iterations how often to begin anew, with threads started in another order
     */
    public record Sample(int invocations, int iterations) {}

    private final Path scenarios;
    private final Path runs;
    private final Sample sample;
    private final Child child;

    /**
     * The engine.
     *
     * @param scenarios the folder of the scenario files
     * @param runs where results go
     * @throws Refused if there is no JDK for it
     */
    public LincheckEngine(Path scenarios, Path runs, Sample sample) {
        this(scenarios, runs, sample, new Child(jdk(), System.getProperty("java.class.path")));
    }

    LincheckEngine(Path scenarios, Path runs, Sample sample, Child child) {
        this.scenarios = scenarios;
        this.runs = runs;
        this.sample = sample;
        this.child = child;
    }

    static Path jdk() {
        return Jdks.find()
                .orElseThrow(
                        () ->
                                new Refused(
                                        "Lincheck needs a JDK from 17 to 21, and there is none: on"
                                                + " newer ones it finds nothing and says that"
                                                + " nothing is wrong. Install one (Debian: apt"
                                                + " install openjdk-17-jdk)."));
    }

    /** The feature version of the JDK that its child runs on. */
    public int jdkVersion() {
        return child.jdkVersion();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public RunResult run(Scenario scenario, KernelId kernel, Limits limits, Progress progress)
            throws InterruptedException {
        Set<Property> expected = EnumSet.noneOf(Property.class);
        scenario.expectation(kernel).map(Expectation::violates).ifPresent(expected::addAll);
        return run(scenario, kernel, expected, limits, progress);
    }

    /**
     * Asks for what must hold, and for some of what is expected to be violated.
     *
     * @param alone the properties that get a question of their own; one that is expected to be
     *     violated and is not among them is not asked and has no word
     * @throws Refused if Lincheck does not see on this JDK
     * @throws InterruptedException if the thread was interrupted; nothing is left running
     */
    public RunResult run(
            Scenario scenario,
            KernelId kernel,
            Set<Property> alone,
            Limits limits,
            Progress progress)
            throws InterruptedException {
        Optional<String> unfit = Fit.reason(scenario, kernel);
        if (unfit.isPresent()) {
            Map<Property, Word> words = new EnumMap<>(Property.class);
            for (Property property : Property.values()) {
                words.put(property, Word.SKIPPED);
            }
            return result(scenario, kernel, words, Map.of(), 0, Duration.ZERO, unfit.get());
        }
        return new Run(scenario, kernel, limits, progress).run(alone);
    }

    /**
     * Asks one question only, and so takes the time of one: is this property violated? A deadlock
     * is an answer too, for it ends the search.
     *
     * @throws Refused if Lincheck does not see on this JDK
     * @throws InterruptedException if the thread was interrupted; nothing is left running
     */
    public RunResult ask(
            Scenario scenario, KernelId kernel, Property property, Limits limits, Progress progress)
            throws InterruptedException {
        Run run = new Run(scenario, kernel, limits, progress);
        return run.end(run.ask(EnumSet.of(property)));
    }

    /**
     * What was found on a kernel that somebody changes.
     *
     * @param property the violated property; empty if none is
     * @param schedules how many schedules were sampled
     * @param why why nothing is known; empty if something is
     */
    public record Changed(Optional<Property> property, long schedules, String why) {}

    /**
     * Asks about a kernel that a class changes in the child; what is violated stays in Lincheck's
     * own words.
     *
     * @param change name of a {@code Consumer<Kernel>}, and behind {@code =} a text for it
     * @param output the file that gets what Lincheck says of a violation
     * @throws Refused if Lincheck does not see on this JDK
     * @throws InterruptedException if the thread was interrupted; nothing is left running
     */
    public Changed changed(
            Scenario scenario,
            KernelId kernel,
            Set<Property> asked,
            String change,
            int seconds,
            Path output)
            throws InterruptedException {
        Child.Answer answer =
                child.ask(
                        new Question(
                                scenarios,
                                scenario.path(),
                                kernel,
                                asked,
                                sample.invocations(),
                                sample.iterations(),
                                seconds,
                                output,
                                change),
                        n -> {});
        return switch (answer.kind()) {
            case REFUSED -> throw new Refused(answer.message());
            case FAILED -> new Changed(Optional.empty(), answer.schedules(), answer.message());
            case VIOLATED, HUNG ->
                    new Changed(
                            Optional.of(Property.valueOf(answer.property())),
                            answer.schedules(),
                            "");
            default -> new Changed(Optional.empty(), answer.schedules(), "");
        };
    }

    /** Why Lincheck cannot be asked about a scenario on a kernel; empty if it can. */
    public static Optional<String> unfit(Scenario scenario, KernelId kernel) {
        return Fit.reason(scenario, kernel);
    }

    private static RunResult result(
            Scenario scenario,
            KernelId kernel,
            Map<Property, Word> words,
            Map<Property, Trace> traces,
            long schedules,
            Duration time,
            String message) {
        return new RunResult(
                NAME, scenario, kernel, words, traces, Set.of(), Set.of(), schedules, 0, 0, time,
                message, null);
    }

    /** One scenario on one kernel. */
    private final class Run {
        private final Scenario scenario;
        private final KernelId kernel;
        private final Limits limits;
        private final Progress progress;
        private final Map<Property, Word> words = new EnumMap<>(Property.class);
        private final Map<Property, Trace> traces = new EnumMap<>(Property.class);
        private final Set<String> remarks = new LinkedHashSet<>();
        private final long start = System.nanoTime();
        private long schedules;

        Run(Scenario scenario, KernelId kernel, Limits limits, Progress progress) {
            this.scenario = scenario;
            this.kernel = kernel;
            this.limits = limits;
            this.progress = progress;
        }

        RunResult run(Set<Property> alone) throws InterruptedException {
            Set<Property> expected = EnumSet.noneOf(Property.class);
            scenario.expectation(kernel).map(Expectation::violates).ifPresent(expected::addAll);
            Set<Property> others = EnumSet.complementOf(EnumSet.copyOf(sum(expected)));
            others.add(Property.P8);
            String broken = ask(others);
            for (Property property : alone) {
                if (broken.isEmpty() && words.get(property) != Word.VIOLATED) {
                    broken = ask(EnumSet.of(property));
                }
            }
            if (broken.isEmpty()) {
                // P8 is part of every question; where nobody asked for it, its absence says
                // nothing.
                expected.removeAll(alone);
                expected.forEach(property -> words.remove(property, Word.HOLDS_SAMPLED));
            }
            return end(broken);
        }

        private RunResult end(String broken) {
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            if (!broken.isEmpty()) {
                return RunResult.failed(NAME, scenario, kernel, time, broken, null);
            }
            String message = remarks.isEmpty() ? null : String.join("; ", remarks);
            return result(scenario, kernel, words, traces, schedules, time, message);
        }

        private Set<Property> sum(Set<Property> expected) {
            Set<Property> sum = EnumSet.of(Property.P8);
            sum.addAll(expected);
            return sum;
        }

        /** Asks one question; the answer is why it could not be asked, empty if it could. */
        private String ask(Set<Property> asked) throws InterruptedException {
            String about = asked.size() == 1 ? asked.iterator().next().name() : "others";
            Path folder = runs.resolve(scenario.name()).resolve(kernel.slug()).resolve(NAME);
            Question question =
                    new Question(
                            scenarios,
                            scenario.path(),
                            kernel,
                            asked,
                            sample.invocations(),
                            sample.iterations(),
                            (int) Math.min(limits.time().toSeconds(), 86_400),
                            folder.resolve(about + ".lincheck.txt"),
                            Question.NONE);
            long before = schedules;
            Child.Answer answer = child.ask(question, n -> progress.update(before + n, 0, 0));
            schedules += answer.schedules();
            if (answer.kind() == Child.Kind.REFUSED) {
                throw new Refused(answer.message());
            }
            if (answer.kind() == Child.Kind.FAILED) {
                return answer.message() + "; reproduce: " + reproduce();
            }
            for (Property property : asked) {
                words.putIfAbsent(property, Word.HOLDS_SAMPLED);
            }
            if (answer.kind() == Child.Kind.VIOLATED || answer.kind() == Child.Kind.HUNG) {
                violated(Property.valueOf(answer.property()), answer, question);
            }
            return "";
        }

        private void violated(Property property, Child.Answer answer, Question question) {
            words.put(property, Word.VIOLATED);
            Expressed.Result expressed = Expressed.of(scenario, kernel, property, answer.steps());
            if (expressed.why() != null) {
                remarks.add(
                        property
                                + " is not expressible on the explorer ("
                                + expressed.why()
                                + "); Lincheck's own trace is in "
                                + question.output());
                return;
            }
            traces.put(
                    property,
                    new Trace(
                            Trace.SCHEMA,
                            scenario.name(),
                            kernel.toString(),
                            NAME,
                            property.name(),
                            property.statement(),
                            bounds(answer),
                            reproduce(),
                            scenario.tasks().stream().map(task -> task.name()).toList(),
                            expressed.initial(),
                            expressed.steps(),
                            answer.kind() == Child.Kind.HUNG ? "deadlock" : "violated",
                            null,
                            expressed.cycle()));
        }

        private String bounds(Child.Answer answer) {
            List<String> bounds = new ArrayList<>();
            bounds.add(scenario.pages() + (scenario.pages() == 1 ? " page" : " pages"));
            bounds.add(
                    scenario.tasks().size() + (scenario.tasks().size() == 1 ? " task" : " tasks"));
            bounds.add("sampled, found after " + answer.schedules() + " schedules");
            return String.join(", ", bounds);
        }

        private String reproduce() {
            return "./nowrite lincheck "
                    + (scenario.path().endsWith("spec/scenarios/" + scenario.name() + ".scn")
                            ? scenario.name()
                            : scenario.path().toString())
                    + " --kernel '"
                    + kernel
                    + "' --invocations "
                    + sample.invocations()
                    + " --iterations "
                    + sample.iterations();
        }
    }
}
