package nowrite.stress.cli.home;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import nowrite.spec.KernelId;
import nowrite.spec.engine.Engine;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.tlc.HostsEngine;
import nowrite.spec.tlc.HostsServer;
import nowrite.spec.tlc.TlaKernels;
import nowrite.spec.tlc.TlcEngine;
import nowrite.spec.tlc.TlcGraphs;
import nowrite.spec.tlc.TlcLogs;
import nowrite.spec.tlc.TlcWitness;
import nowrite.stress.explore.ExplorerEngine;

/** The engines that this checkout has. */
public final class Engines {

    /** Searches the TLA+ specification. */
    public static final String TLC = "tlc";

    /** Searches the Java model. */
    public static final String EXPLORER = "explorer";

    private static final List<String> NAMES = List.of(TLC, EXPLORER);

    /** Two of them and the explorer fit beside each other into a small machine. */
    private static final int TLC_HEAP_MEGABYTES = 1024;

    /** Pairs of a state and a moment: what a window of a log may cost. */
    private static final int WITNESS_PLACES = 400_000;

    private final Checkout checkout;
    private final TlaKernels kernels;
    private final Engine explorer = new ExplorerEngine();

    /**
     * The engines, working in a checkout.
     *
     * @param checkout where their files go
     * @param kernels the TLA+ modules
     */
    public Engines(Checkout checkout, TlaKernels kernels) {
        this.checkout = checkout;
        this.kernels = kernels;
    }

    /** The names of all engines. */
    public static Set<String> names() {
        return new TreeSet<>(NAMES);
    }

    /** Whether a name is that of TLC, on this machine or on several hosts. */
    public static boolean isTlc(String name) {
        return name.equals(TLC) || HostsEngine.hostsIn(name).isPresent();
    }

    /**
     * Why an engine cannot be asked about a scenario on a kernel; empty if it can. What it cannot
     * be asked is never counted as passed.
     */
    public Optional<String> whyNot(String engine, Scenario scenario, KernelId kernel) {
        return isTlc(engine) ? kernels.notDescribed(scenario, kernel) : Optional.empty();
    }

    /** The option of {@code check} that asks for this engine. */
    public static String option(String name) {
        return HostsEngine.hostsIn(name)
                .map(hosts -> "--hosts " + hosts)
                .orElse("--engine " + name);
    }

    /**
     * TLC with workers on several hosts.
     *
     * @param server knows the workers
     * @param heapMegabytes the heap of TLC's server
     */
    public Engine onHosts(HostsServer server, int heapMegabytes) {
        return new HostsEngine(kernels, checkout.work().resolve("tlc"), heapMegabytes, server);
    }

    /** The TLA+ modules. */
    public TlaKernels kernels() {
        return kernels;
    }

    /** TLC as the maker of state graphs. */
    public TlcGraphs graphs() {
        return new TlcGraphs(kernels, checkout.work().resolve("conform"), TLC_HEAP_MEGABYTES);
    }

    /** TLC as the judge of logs. */
    public TlcLogs logs() {
        return new TlcLogs(
                kernels, checkout.scenarios(), checkout.work().resolve("logs"), TLC_HEAP_MEGABYTES);
    }

    /** TLC as the judge of what was seen of a kernel. */
    public TlcWitness witness() {
        return new TlcWitness(kernels, checkout.work().resolve("witness"), WITNESS_PLACES);
    }

    /**
     * The engine of this name.
     *
     * @throws UsageException if there is none; it suggests the nearest name
     */
    public Engine engine(String name) {
        return switch (name) {
            case TLC -> new TlcEngine(kernels, checkout.work().resolve("tlc"), TLC_HEAP_MEGABYTES);
            case EXPLORER -> explorer;
            default ->
                    throw new UsageException(
                            "there is no engine '"
                                    + name
                                    + "'; there is "
                                    + String.join(", ", NAMES)
                                    + "."
                                    + Nearest.hint(name, NAMES));
        };
    }
}
