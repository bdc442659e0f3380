package nowrite.spec.tlc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import nowrite.spec.engine.Progress;
import tlc2.TLC;

/**
 * One search of TLC on several hosts, from the start of its server to the last word of a worker.
 */
final class HostsSearch {

    private static final Duration TO_LEAVE = Duration.ofSeconds(30);

    /**
     * A search that ended by itself.
     *
     * @param said what TLC's server said; null if time or memory ran out
     * @param violated numbers of the properties that workers named
     * @param met numbers of the probes that were met
     * @param lost names of the workers that were lost
     */
    record Ended(TlcOutput said, Set<Integer> violated, Set<Integer> met, List<String> lost) {}

    private final TlaKernels kernels;
    private final int heapMegabytes;
    private final HostsServer server;
    private final boolean large;
    private final HostsModule hosts;

    /**
     * A search.
     *
     * @param large whether it is long enough for the optimizing compiler
     * @param hosts the module to search
     */
    HostsSearch(
            TlaKernels kernels,
            int heapMegabytes,
            HostsServer server,
            boolean large,
            HostsModule hosts) {
        this.kernels = kernels;
        this.heapMegabytes = heapMegabytes;
        this.server = server;
        this.large = large;
        this.hosts = hosts;
    }

    /**
     * Searches.
     *
     * @param folder for what is generated and for TLC's output
     * @param title what is searched, for those who watch the workers
     * @param time its bound
     * @param lost is given the names of the workers that are lost, also if the search fails
     * @throws TlcException if the search failed, or not everything fits together
     */
    Ended run(Path folder, String title, Duration time, Progress progress, Set<String> lost)
            throws IOException, InterruptedException {
        hosts.write(folder);
        InetAddress here = server.address();
        int port = freePort(here);
        TlcOutput said = TlcOutput.onHosts(progress);
        HostsRound round = server.begin(port, large, title);
        TlcProcess.Ended ended;
        try {
            HostsWatch watch = new HostsWatch(said, round);
            ended =
                    TlcProcess.run(
                            command(folder, here, port),
                            folder,
                            folder.resolve(TlcEngine.OUTPUT),
                            folder.resolve("tlc.err"),
                            time,
                            watch::line);
        } finally {
            round.stop();
            lost.addAll(round.lost());
        }
        boolean all = round.awaitLeft(TO_LEAVE);
        lost.addAll(round.lost());
        if (ended.timedOut() || said.outOfMemory()) {
            return new Ended(null, Set.of(), Set.of(), round.lost());
        }
        understand(said, ended, round, all);
        return said(said, round);
    }

    private void understand(TlcOutput said, TlcProcess.Ended ended, HostsRound round, boolean all) {
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
        return new Ended(said, violated, met, round.lost());
    }

    private List<String> command(Path folder, InetAddress here, int port) {
        List<String> command = TlcEngine.jvm(large, heapMegabytes);
        command.addAll(
                List.of(
                        "-Djava.io.tmpdir=" + folder.resolve(RunFolder.TEMPORARY),
                        "-DTLA-Library=" + kernels.folder().toAbsolutePath(),
                        "-Dtlc2.tool.distributed.TLCServer.port=" + port,
                        "-Dtlc2.tool.distributed.TLCServer.report=1000",
                        "-cp",
                        TlcEngine.classPath(TLC.class, HostsServerMain.class),
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
                        "MC.tla"));
        return command;
    }

    private static int freePort(InetAddress address) throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, address)) {
            return free.getLocalPort();
        }
    }
}
