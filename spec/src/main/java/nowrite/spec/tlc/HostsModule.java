package nowrite.spec.tlc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import nowrite.spec.Property;

/**
 * The root module and configuration for a search on several hosts. TLC has no registers there and
 * stops at the first violation, so each property is an invariant of its own. What a worker's
 * invariants print is told once by each worker ({@link HostsWorkerMain}).
 */
final class HostsModule {

    /** The probe that every state meets: the canary of the way from a worker to the verdict. */
    static final int CANARY = 0;

    /**
     * TLC evaluates what depends on no variable once, before the search, and then leaves it out.
     */
    private static final String IN_A_STATE = "imutex = imutex";

    private final McModule module;
    private final Set<Property> open;

    /**
     * A module.
     *
     * @param open the properties to look at
     */
    HostsModule(McModule module, Set<Property> open) {
        this.module = module;
        this.open = open;
    }

    /**
     * Writes MC.tla and MC.cfg.
     *
     * @throws IOException if they cannot be written
     */
    void write(Path directory) throws IOException {
        Files.writeString(directory.resolve("MC.tla"), text());
        Files.writeString(directory.resolve("MC.cfg"), configuration());
    }

    /** The names of the invariants. */
    Set<String> invariants() {
        Set<String> names = new TreeSet<>();
        for (int i = 1; i <= module.properties().size(); i++) {
            if (open.contains(module.properties().get(i - 1))) {
                names.add("Property_" + i);
            }
        }
        for (int i = CANARY; i <= module.probes().size(); i++) {
            names.add("Probe_" + i);
        }
        return names;
    }

    /** What is wrong with the invariants that TLC says it has, in words; empty if nothing. */
    String missing(Set<String> checked) {
        return checked.equals(invariants())
                ? ""
                : "TLC does not check what it should: it has the invariants " + checked;
    }

    /** The text of MC.tla. */
    String text() {
        List<String> lines = new ArrayList<>(module.head());
        for (int i = 1; i <= module.properties().size(); i++) {
            lines.add(
                    String.format(
                            "Property_%d == %s /\\ (%s \\/ (PrintT(<<\"%s\", {%d}>>) /\\ FALSE))",
                            i, IN_A_STATE, module.properties().get(i - 1), McModule.VIOLATED, i));
        }
        lines.add(probe(CANARY, "TRUE"));
        for (int i = 1; i <= module.probes().size(); i++) {
            lines.add(probe(i, module.probes().get(i - 1).condition()));
        }
        lines.add("====");
        return String.join("\n", lines) + "\n";
    }

    private static String probe(int number, String condition) {
        return String.format(
                "Probe_%d == (%s /\\ (%s)) => PrintT(<<\"%s\", %d>>)",
                number, IN_A_STATE, condition, McModule.MET, number);
    }

    /** The text of MC.cfg. */
    String configuration() {
        List<String> lines = new ArrayList<>(module.constants());
        lines.add(McModule.INVARIANTS);
        invariants().forEach(name -> lines.add("  " + name));
        return String.join("\n", lines) + "\n";
    }
}
