package nowrite.stress.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import nowrite.spec.tlc.HostsServer;
import nowrite.spec.tlc.HostsWorker;
import nowrite.stress.cli.home.Checkout;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code worker}: works for a check that was started on another machine. */
@Command(
        name = "worker",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Works for a check --hosts on another machine, until that has ended"
                        + " (docs/large-spaces.md).")
final class WorkerCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "HOST[:PORT]",
            description = "Where the check runs; it says what to type here.")
    private String server;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "States to work on at once; by default one for each core.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--heap",
            paramLabel = "MB",
            description = "Memory for TLC's worker; ${DEFAULT-VALUE}.")
    private int heap = 1024;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "How long to look for the check; ${DEFAULT-VALUE}.")
    private long wait = 60;

    @Override
    public Integer call() throws InterruptedException {
        if (threads < 1 || heap < 64 || wait < 0) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--threads needs a number from 1, --heap from 64, --wait from 0");
        }
        int colon = server.lastIndexOf(':');
        String host = colon < 0 ? server : server.substring(0, colon);
        PrintWriter err = spec.commandLine().getErr();
        return new HostsWorker(
                        host,
                        colon < 0 ? HostsServer.PORT : port(server.substring(colon + 1)),
                        threads,
                        heap,
                        Checkout.find().work().resolve("worker"),
                        text -> err.println("nowrite: " + text))
                .run(Duration.ofSeconds(wait));
    }

    private int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port > 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new ParameterException(
                spec.commandLine(), "'" + text + "' is no port; as in ./nowrite worker big1:10997");
    }
}
