package nowrite.stress.patch;

import java.util.List;

/**
 * The patched model beside the TLA+ specification.
 *
 * @param overridden whether the patch has an override of the specification
 * @param scenario the scenario that was compared; empty if none was
 * @param equal whether both have the same states and steps there
 * @param lines the first difference, or why nothing is known
 */
public record SpecCheck(boolean overridden, String scenario, boolean equal, List<String> lines) {
    /** The file in a patch's folder with TLA+ operators for the same change. */
    public static final String FILE = "override.tla";

    /** Copies the list. */
    public SpecCheck {
        lines = List.copyOf(lines);
    }

    /** Nothing was compared. */
    static SpecCheck not(boolean overridden, String why) {
        return new SpecCheck(overridden, "", false, List.of(why));
    }

    /** Whether an override of the specification says something else than the patch. */
    boolean disagrees() {
        return overridden && !scenario.isEmpty() && !equal;
    }

    /** In words. */
    String text(String ground) {
        StringBuilder out = new StringBuilder();
        if (scenario.isEmpty()) {
            out.append("The TLA+ specification ");
            out.append(overridden ? "with " + FILE : "still says what " + ground + " does; it");
            out.append(" was not compared: ").append(lines.get(0)).append('\n');
            return out.toString();
        }
        if (equal) {
            out.append(
                    overridden ? "The TLA+ specification with " + FILE : "The TLA+ of " + ground);
            out.append(" has the same states and steps in ").append(scenario).append(".\n");
            return out.toString();
        }
        out.append(
                overridden
                        ? "The TLA+ specification with " + FILE + " and the patch DIFFER in "
                        : "The TLA+ specification still says what "
                                + ground
                                + " does. The first difference, in ");
        out.append(scenario).append(":\n");
        lines.forEach(line -> out.append("  ").append(line).append('\n'));
        return out.toString();
    }
}
