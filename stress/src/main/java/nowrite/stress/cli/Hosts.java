package nowrite.stress.cli;

import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import nowrite.spec.KernelId;
import nowrite.spec.engine.Engine;
import nowrite.spec.engine.Limits;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.tlc.HostsEngine;
import nowrite.spec.tlc.HostsServer;
import nowrite.stress.cli.home.Engines;
import nowrite.stress.cli.home.UnavailableException;
import nowrite.stress.cli.jobs.Job;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options for a search past one machine. */
final class Hosts {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--hosts",
            paramLabel = "HOST",
            split = ",",
            description =
                    "Search in TLC with a worker on each of these hosts (docs/large-spaces.md); a host"
                            + " named twice has two.")
    private List<String> hosts = List.of();

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "With --hosts: where the workers find this machine; ${DEFAULT-VALUE}.")
    private int port = HostsServer.PORT;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "With --hosts: how long to wait for the workers; ${DEFAULT-VALUE}.")
    private long wait = 300;

    @Option(
            names = "--time",
            paramLabel = "SECONDS",
            description = "With --hosts: stop after this time; by default what the scenario says.")
    private Long seconds;

    @Option(
            names = "--heap",
            paramLabel = "MB",
            description = "With --hosts: memory of TLC's server here; ${DEFAULT-VALUE}.")
    private int heap = 2048;

    /** Gives the engines of a check; the workers go when it ends. */
    static final class Session implements AutoCloseable {
        private final Engines engines;
        private final HostsServer server;
        private final int heap;

        private Session(Engines engines, HostsServer server, int heap) {
            this.engines = engines;
            this.server = server;
            this.heap = heap;
        }

        Engine engine(String name) {
            return server == null ? engines.engine(name) : engines.onHosts(server, heap);
        }

        @Override
        public void close() {
            if (server != null) {
                server.close();
            }
        }
    }

    /** Whether the user wants workers on hosts. */
    boolean areNamed() {
        return !hosts.isEmpty();
    }

    /**
     * Checks the options before anything starts.
     *
     * @throws ParameterException if one is not right
     */
    void check(boolean enginesAreNamed) {
        if (areNamed() && enginesAreNamed) {
            throw wrong("--hosts is TLC on several hosts; leave --engine out");
        }
        if (port < 1 || port > 65_535) {
            throw wrong("--port needs a number from 1 to 65535, not " + port);
        }
        if (wait < 1) {
            throw wrong("--wait needs a number from 1, not " + wait);
        }
        if (seconds != null && seconds < 1) {
            throw wrong("--time needs a number from 1, not " + seconds);
        }
        if (heap < 64) {
            throw wrong("--heap needs a number from 64, not " + heap);
        }
        if (seconds != null && !areNamed()) {
            throw wrong("--time goes with --hosts; a scenario's own bound is its line 'budget'");
        }
    }

    private ParameterException wrong(String what) {
        return new ParameterException(spec.commandLine(), what);
    }

    /** The run of a scenario on the hosts. */
    Job job(Scenario scenario, KernelId kernel) {
        Limits limits = Job.limitsOf(scenario);
        return new Job(
                scenario,
                kernel,
                HostsEngine.name(hosts),
                seconds == null ? limits : limits.within(Duration.ofSeconds(seconds)));
    }

    /**
     * Waits for the workers, if there are to be some.
     *
     * @throws UnavailableException if they do not come in time
     */
    Session open(Engines engines, List<Job> jobs) throws InterruptedException {
        if (!areNamed()) {
            return new Session(engines, null, heap);
        }
        PrintWriter err = spec.commandLine().getErr();
        String what = "check of " + jobs.get(0).scenario().name() + " on " + jobs.get(0).kernel();
        HostsServer server =
                HostsServer.open(hosts, port, what, text -> err.println("nowrite: " + text));
        try {
            for (String host : new LinkedHashSet<>(hosts)) {
                long workers = hosts.stream().filter(host::equals).count();
                err.println(
                        "nowrite: start on "
                                + host
                                + (workers == 1 ? "" : ", " + workers + " times")
                                + ":  ./nowrite worker "
                                + here(host)
                                + (port == HostsServer.PORT ? "" : ":" + port));
            }
            err.println("nowrite: waiting up to " + wait + " s for " + many(hosts.size()));
            if (!server.await(Duration.ofSeconds(wait))) {
                List<String> missing = server.missing();
                throw new UnavailableException(
                        many(missing.size())
                                + " did not come in "
                                + wait
                                + " s: "
                                + String.join(", ", missing)
                                + ". Start the command above there, or wait longer with --wait.");
            }
            return new Session(engines, server, heap);
        } catch (InterruptedException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static String many(int workers) {
        return workers + (workers == 1 ? " worker" : " workers");
    }

    /** The name under which a host may find this machine. */
    private static String here(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress()
                    ? host
                    : InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "THIS_HOST";
        }
    }
}
