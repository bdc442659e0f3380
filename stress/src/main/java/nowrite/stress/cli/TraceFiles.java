package nowrite.stress.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.ScenarioParser;
import nowrite.spec.scenario.Task;
import nowrite.spec.trace.Trace;
import nowrite.spec.trace.TraceJson;
import nowrite.stress.cli.home.Checkout;
import nowrite.stress.cli.home.UsageException;

/** The files of counterexamples that a user names, and the scenarios that they are of. */
final class TraceFiles {
    private final Workplace place;

    TraceFiles(Workplace place) {
        this.place = place;
    }

    /**
     * Reads a trace, where the user stands or in the checkout.
     *
     * @throws UsageException if there is no such file
     * @throws nowrite.spec.trace.TraceException if it is no trace
     */
    Trace read(Path file) {
        try {
            return TraceJson.read(find(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /**
     * The file, where the user stands or in the checkout.
     *
     * @throws UsageException if there is no such file
     */
    Path find(Path file) {
        Path inCheckout = place.checkout().root().resolve(file);
        Path found = Files.isRegularFile(file) ? file : inCheckout;
        if (!Files.isRegularFile(found)) {
            throw new UsageException(
                    "there is no file "
                            + file
                            + ". ./nowrite check and ./nowrite explore name the traces they write.");
        }
        return found;
    }

    /** The checkout. */
    Checkout checkout() {
        return place.checkout();
    }

    /**
     * The scenario of a trace.
     *
     * @param named what the user named, null if nothing
     * @throws UsageException if it is not known, or its tasks do something else now
     */
    Scenario scenario(Trace trace, String named) {
        if (named != null) {
            return place.scenarios().one(named);
        }
        if (!ScenarioParser.isOwn(trace.scenario())
                && !place.scenarios().names().contains(trace.scenario())) {
            throw new UsageException(
                    "the trace is of scenario '"
                            + trace.scenario()
                            + "', which is not among ./nowrite list; name its file with"
                            + " --scenario FILE");
        }
        Scenario scenario = place.scenarios().one(trace.scenario());
        for (Task task : scenario.tasks()) {
            List<String> now = task.program();
            List<String> then = trace.programs().getOrDefault(task.name(), now);
            if (!then.equals(now)) {
                throw new UsageException(
                        "the trace is of a task "
                                + task.name()
                                + " that does '"
                                + String.join(", ", then)
                                + "'; in "
                                + scenario.name()
                                + " it does '"
                                + String.join(", ", now)
                                + "'. Make the trace anew: "
                                + trace.reproduce());
            }
        }
        return scenario;
    }
}
