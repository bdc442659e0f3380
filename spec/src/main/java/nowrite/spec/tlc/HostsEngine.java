package nowrite.spec.tlc;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.Word;
import nowrite.spec.engine.Engine;
import nowrite.spec.engine.Limits;
import nowrite.spec.engine.Progress;
import nowrite.spec.engine.RunResult;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.trace.Trace;

/**
 * TLC's distributed mode: the server in a child here, the workers where the user has started {@code
 * ./nowrite worker}.
 *
 * <p>TLC has no registers there and stops at the first violation. So the search is made in rounds:
 * each round that ends in a violation names one property and gives its counterexample, and the next
 * goes on without it. The last round finds no violation and is the one that decides what holds,
 * what was reached and how many states there are.
 */
public final class HostsEngine implements Engine {

    private static final Pattern NAME = Pattern.compile("TLC on \\d+ hosts? \\((.*)\\)");

    private final TlaKernels kernels;
    private final Path work;
    private final int heapMegabytes;
    private final HostsServer server;

    /**
     * An engine.
     *
     * @param kernels the modules
     * @param work a folder for what is generated and for TLC's output
     * @param heapMegabytes the heap of TLC's server
     * @param server knows the workers; they must have come
     */
    public HostsEngine(TlaKernels kernels, Path work, int heapMegabytes, HostsServer server) {
        this.kernels = kernels;
        this.work = work;
        this.heapMegabytes = heapMegabytes;
        this.server = server;
    }

    /** The name of the engine with workers on these hosts. */
    public static String name(List<String> hosts) {
        return "TLC on "
                + hosts.size()
                + (hosts.size() == 1 ? " host (" : " hosts (")
                + String.join(",", hosts)
                + ")";
    }

    /** The hosts in the name of such an engine, as {@code --hosts} takes them. */
    public static Optional<String> hostsIn(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    @Override
    public String name() {
        return name(server.hosts());
    }

    @Override
    public RunResult run(Scenario scenario, KernelId kernel, Limits limits, Progress progress)
            throws InterruptedException {
        return new Run(scenario, kernel, limits, progress).rounds();
    }

    /** All rounds of one scenario on one kernel. */
    private final class Run {
        private final Scenario scenario;
        private final KernelId kernel;
        private final Limits limits;
        private final Progress progress;
        private final McModule module;
        private final TlcVerdict verdict;
        private final long start = System.nanoTime();
        private final Map<Property, Trace> traces = new EnumMap<>(Property.class);
        private final Set<String> lost = new TreeSet<>();
        private Path kept;

        Run(Scenario scenario, KernelId kernel, Limits limits, Progress progress) {
            this.scenario = scenario;
            this.kernel = kernel;
            this.limits = limits;
            this.progress = progress;
            this.module = new McModule(scenario, kernel, kernels);
            this.verdict = new TlcVerdict(scenario, kernel, module);
        }

        RunResult rounds() throws InterruptedException {
            try {
                Set<Property> open = EnumSet.allOf(Property.class);
                Set<Property> asked = open;
                while (true) {
                    HostsSearch.Ended round = round(asked);
                    if (round.said() != null && round.said().violations().isEmpty()) {
                        if (asked.size() < open.size()) {
                            throw new TlcException(
                                    "a worker said that it violates "
                                            + asked
                                            + ", and a search for that found nothing");
                        }
                        return whole(round);
                    }
                    if (round.said() == null) {
                        return outOfBudget();
                    }
                    Set<Property> found = named(round, asked);
                    if (found.size() > 1) {
                        // Two workers at once: which of them has the behaviour is not known.
                        asked = EnumSet.of(found.iterator().next());
                        continue;
                    }
                    Property property = found.iterator().next();
                    traces.put(property, trace(property, round));
                    open = EnumSet.copyOf(open);
                    open.remove(property);
                    asked = open;
                }
            } catch (IOException | TlcException e) {
                String message = "TLC on several hosts failed: " + e.getMessage() + lostText();
                return RunResult.failed(
                        name(), scenario, kernel, time(), message, kept == null ? null : output());
            }
        }

        private String output() {
            return kept.resolve(TlcEngine.OUTPUT).toString();
        }

        private Duration time() {
            return Duration.ofNanos(System.nanoTime() - start);
        }

        private String lostText() {
            return lost.isEmpty() ? "" : " (lost: worker " + String.join(", ", lost) + ")";
        }

        /** One search; without words of TLC if time or memory ran out. */
        private HostsSearch.Ended round(Set<Property> asked)
                throws IOException, InterruptedException {
            Duration left = limits.time().minus(time());
            if (left.isNegative() || left.isZero()) {
                return new HostsSearch.Ended(null, Set.of(), Set.of(), List.of());
            }
            HostsSearch search =
                    new HostsSearch(
                            kernels,
                            heapMegabytes,
                            server,
                            scenario.budget().isLarge(),
                            new HostsModule(module, asked));
            String name = scenario.name().replace('/', '-') + "-" + kernel.slug() + "-hosts";
            String title = scenario.name() + " on " + kernel;
            try (RunFolder folder = RunFolder.create(work, name)) {
                try {
                    HostsSearch.Ended ended =
                            search.run(folder.path(), title, left, progress, lost);
                    kept = folder.keep();
                    return ended;
                } catch (IOException | TlcException e) {
                    kept = folder.keep();
                    throw e;
                }
            }
        }

        private Set<Property> named(HostsSearch.Ended round, Set<Property> asked) {
            Set<Property> found = EnumSet.noneOf(Property.class);
            round.violated().forEach(number -> found.add(module.properties().get(number - 1)));
            if (!asked.containsAll(found)) {
                throw new TlcException("the workers named " + found + " of " + asked);
            }
            return found;
        }

        private Trace trace(Property property, HostsSearch.Ended round) {
            List<TlcState> states = round.said().violations().get(0).states();
            return TlcTraces.onHosts(
                    TlcTraces.trace(scenario, kernel, property, states),
                    scenario,
                    name(),
                    "./nowrite check "
                            + TlcTraces.place(scenario)
                            + " --kernel '"
                            + kernel
                            + "' --hosts "
                            + String.join(",", server.hosts()));
        }

        private RunResult whole(HostsSearch.Ended round) {
            boolean unsure = !round.lost().isEmpty();
            if (unsure) {
                requireAllReached(round.met());
            }
            Map<Property, Word> words = new EnumMap<>(Property.class);
            for (Property property : Property.values()) {
                Word held = verdict.held(property, round.met());
                // What a worker saw last may have gone with it.
                Word word = held == Word.NOT_EXERCISED && unsure ? Word.UNKNOWN : held;
                words.put(property, traces.containsKey(property) ? Word.VIOLATED : word);
            }
            return result(
                    words,
                    round.met(),
                    round.said(),
                    lost.isEmpty()
                            ? null
                            : "worker "
                                    + String.join(", ", lost)
                                    + " was lost; the others searched its states again");
        }

        /** What a lost worker reached may have gone with it: then nothing can be said. */
        private void requireAllReached(Set<Integer> met) {
            Set<String> missing = new TreeSet<>();
            scenario.reach().forEach(reach -> missing.add(reach.text()));
            missing.removeAll(verdict.met(met, McModule.Probe.Kind.REACH));
            Set<String> blocked = new TreeSet<>(scenario.mayBlock(kernel));
            blocked.removeAll(verdict.met(met, McModule.Probe.Kind.BLOCKED));
            missing.addAll(blocked);
            if (!missing.isEmpty()) {
                throw new TlcException(
                        "whether this was reached may have been lost with a worker: "
                                + String.join(", ", missing));
            }
        }

        private RunResult outOfBudget() {
            Map<Property, Word> words = new EnumMap<>(Property.class);
            for (Property property : Property.values()) {
                words.put(property, traces.containsKey(property) ? Word.VIOLATED : Word.UNKNOWN);
            }
            String message =
                    "time or memory ran out after " + time().toSeconds() + " s" + lostText();
            return result(words, Set.of(), new TlcOutput(Progress.NONE), message);
        }

        private RunResult result(
                Map<Property, Word> words, Set<Integer> met, TlcOutput said, String message) {
            return new RunResult(
                    name(),
                    scenario,
                    kernel,
                    words,
                    traces,
                    verdict.met(met, McModule.Probe.Kind.BLOCKED),
                    verdict.met(met, McModule.Probe.Kind.REACH),
                    said.distinct(),
                    said.generated(),
                    said.depth(),
                    time(),
                    message,
                    kept == null ? null : output());
        }
    }
}
