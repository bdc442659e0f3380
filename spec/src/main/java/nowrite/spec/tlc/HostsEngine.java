package nowrite.spec.tlc;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
import tlc2.TLC;

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
    private static final Duration TO_LEAVE = Duration.ofSeconds(30);

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

    /** A round that ended by itself: what TLC said, what the workers said, where it is kept. */
    private record Ended(
            TlcOutput said,
            Set<Integer> violated,
            Set<Integer> met,
            List<String> lost,
            Path kept) {}

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
                    Ended round = round(asked);
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
        private Ended round(Set<Property> asked) throws IOException, InterruptedException {
            Duration left = limits.time().minus(time());
            if (left.isNegative() || left.isZero()) {
                return new Ended(null, Set.of(), Set.of(), List.of(), kept);
            }
            HostsModule hosts = new HostsModule(module, asked);
            String name = scenario.name().replace('/', '-') + "-" + kernel.slug() + "-hosts";
            try (RunFolder folder = RunFolder.create(work, name)) {
                hosts.write(folder.path());
                InetAddress here = server.address();
                int port = freePort(here);
                TlcOutput said = TlcOutput.onHosts(progress);
                HostsRound round =
                        server.begin(
                                port,
                                scenario.budget().isLarge(),
                                scenario.name() + " on " + kernel);
                TlcProcess.Ended ended;
                try {
                    HostsWatch watch = new HostsWatch(said, round);
                    ended =
                            TlcProcess.run(
                                    command(folder.path(), here, port),
                                    folder.path(),
                                    folder.path().resolve(TlcEngine.OUTPUT),
                                    folder.path().resolve("tlc.err"),
                                    left,
                                    watch::line);
                } finally {
                    round.stop();
                    lost.addAll(round.lost());
                }
                boolean all = round.awaitLeft(TO_LEAVE);
                lost.addAll(round.lost());
                kept = folder.keep();
                if (ended.timedOut() || said.outOfMemory()) {
                    return new Ended(null, Set.of(), Set.of(), List.of(), kept);
                }
                understand(said, ended, hosts, round, all);
                return said(said, round);
            }
        }

        private void understand(
                TlcOutput said,
                TlcProcess.Ended ended,
                HostsModule hosts,
                HostsRound round,
                boolean all) {
            List<String> problems = new ArrayList<>(said.problems());
            if (ended.exitCode() != 0) {
                problems.add("TLC's server ended with exit code " + ended.exitCode());
            }
            if (!hosts.missing(said.checked()).isEmpty()) {
                problems.add(hosts.missing(said.checked()));
            }
            if (!all) {
                problems.add("a worker does not answer any more");
            }
            if (!round.silent().isEmpty()) {
                problems.add("nothing that worker " + round.silent() + " prints arrives");
            }
            if (problems.isEmpty() && !said.complete() && said.violations().size() != 1) {
                problems.add("TLC ended without saying that it searched everything");
            }
            if (!problems.isEmpty()) {
                throw new TlcException(String.join("; ", problems));
            }
        }

        private Ended said(TlcOutput said, HostsRound round) {
            TlcOutput words = new TlcOutput(Progress.NONE);
            Set<Integer> violated = new TreeSet<>();
            for (String line : round.said()) {
                if (line.startsWith("<<\"" + McModule.VIOLATED)) {
                    violated.addAll(TlaValue.parse(line).at(2).ints());
                } else {
                    words.line(line);
                }
            }
            if (!words.problems().isEmpty()) {
                throw new TlcException(String.join("; ", words.problems()));
            }
            Set<Integer> met = new TreeSet<>(said.met());
            met.addAll(words.met());
            if (!words.met().contains(HostsModule.CANARY)) {
                throw new TlcException(
                        "the canary was missed: no worker reported a condition that every state"
                                + " meets");
            }
            if (said.violations().isEmpty() != violated.isEmpty()) {
                throw new TlcException(
                        violated.isEmpty()
                                ? "no worker named the property that was violated"
                                : "workers reported a violation, and TLC's server did not");
            }
            return new Ended(said, violated, met, round.lost(), kept);
        }

        private Set<Property> named(Ended round, Set<Property> asked) {
            Set<Property> found = EnumSet.noneOf(Property.class);
            round.violated().forEach(number -> found.add(module.properties().get(number - 1)));
            if (!asked.containsAll(found)) {
                throw new TlcException("the workers named " + found + " of " + asked);
            }
            return found;
        }

        private Trace trace(Property property, Ended round) {
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

        private RunResult whole(Ended round) {
            boolean unsure = !round.lost().isEmpty();
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

        private List<String> command(Path folder, InetAddress here, int port) {
            return List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=" + (scenario.budget().isLarge() ? 4 : 1),
                    "-Xmx" + heapMegabytes + "m",
                    "-Djava.io.tmpdir=" + folder.resolve(RunFolder.TEMPORARY),
                    "-DTLA-Library=" + kernels.folder().toAbsolutePath(),
                    "-Dtlc2.tool.distributed.TLCServer.port=" + port,
                    "-Dtlc2.tool.distributed.TLCServer.report=1000",
                    "-cp",
                    TlcEngine.jar(TLC.class)
                            + File.pathSeparator
                            + TlcEngine.jar(HostsServerMain.class),
                    HostsServerMain.class.getName(),
                    here.getHostAddress(),
                    folder.resolve(RunFolder.TEMPORARY).resolve("states").toString(),
                    String.valueOf(ProcessHandle.current().pid()),
                    "-tool",
                    "-deadlock",
                    "-fp",
                    "0",
                    "-checkpoint",
                    "0",
                    "-config",
                    "MC.cfg",
                    "MC.tla");
        }
    }

    private static int freePort(InetAddress address) throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, address)) {
            return free.getLocalPort();
        }
    }
}
