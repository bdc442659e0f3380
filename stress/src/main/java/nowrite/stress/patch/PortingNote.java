package nowrite.stress.patch;

import java.util.ArrayList;
import java.util.List;

/**
 * What to know before a method of a patch becomes C.
 *
 * @param method the patch's method
 * @param stands the kernel function, its file and commit
 * @param entry locks that its caller holds
 * @param exit locks that are held when it returns
 * @param sleep whether it may sleep, and why not
 * @param allocate with which flags it may allocate, and why
 * @param callers the operations that ran it in the scenarios
 * @param seenEntry the locks that were held there on entry
 * @param seenExit the locks that were held there on return
 * @param allocations places at which the patch allocates
 * @param violations where the patch does not keep to that
 */
public record PortingNote(
        String method,
        String stands,
        String entry,
        String exit,
        String sleep,
        String allocate,
        List<String> callers,
        List<String> seenEntry,
        List<String> seenExit,
        List<String> allocations,
        List<String> violations) {

    /** How many lines are the method's own. */
    static final int OWN_LINES = 2;

    /** Copies the lists. */
    public PortingNote {
        callers = List.copyOf(callers);
        seenEntry = List.copyOf(seenEntry);
        seenExit = List.copyOf(seenExit);
        allocations = List.copyOf(allocations);
        violations = List.copyOf(violations);
    }

    /**
     * The note as lines of text, without the violations: the method, who runs it, and then what
     * several methods may have in common.
     */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(method + ": " + stands);
        if (!callers.isEmpty()) {
            lines.add(
                    "  run by: "
                            + String.join(", ", callers)
                            + "; seen on entry: "
                            + sets(seenEntry)
                            + "; on exit: "
                            + sets(seenExit));
        } else {
            lines.add("  run by: nobody, in what was searched");
        }
        lines.add("  locks on entry: " + entry + "; on exit: " + exit);
        lines.add("  " + sleep);
        lines.add("  " + allocate);
        allocations.forEach(one -> lines.add("  allocates at " + one));
        return lines;
    }

    private static String sets(List<String> sets) {
        return String.join(" or ", sets.stream().map(set -> set.isEmpty() ? "none" : set).toList());
    }
}
