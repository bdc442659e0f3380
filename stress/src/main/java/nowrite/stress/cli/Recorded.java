package nowrite.stress.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.ScenarioParser;
import nowrite.stress.cli.home.UsageException;

/** Files of traces and logs as the user names them, and the scenarios that they are of. */
final class Recorded {

    private Recorded() {}

    /**
     * A file, where the user stands or in the checkout.
     *
     * @param hint what the user may do if there is none
     * @throws UsageException if there is none
     */
    static Path file(Workplace place, Path typed, String hint) {
        Path inCheckout = place.checkout().root().resolve(typed);
        Path found = Files.isRegularFile(typed) ? typed : inCheckout;
        if (!Files.isRegularFile(found)) {
            throw new UsageException("there is no file " + typed + ". " + hint);
        }
        return found;
    }

    /**
     * The scenario of a trace or a log.
     *
     * @param what "trace" or "log"
     * @param name the name in the file
     * @param given what the user gave instead; may be null
     * @throws UsageException if there is none
     */
    static Scenario scenario(Workplace place, String what, String name, String given) {
        if (given != null) {
            return place.scenarios().one(given);
        }
        if (!ScenarioParser.isOwn(name) && !place.scenarios().names().contains(name)) {
            throw new UsageException(
                    "the "
                            + what
                            + " is of scenario '"
                            + name
                            + "', which is not among ./nowrite list; name its file with"
                            + " --scenario FILE");
        }
        return place.scenarios().one(name);
    }
}
