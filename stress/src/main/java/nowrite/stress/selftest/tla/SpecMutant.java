package nowrite.stress.selftest.tla;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import nowrite.stress.selftest.mutant.Mutant;

/**
 * A mutant of a module.
 *
 * @param mutant what it is
 * @param module the module that is changed
 * @param operator the operator that is changed
 * @param edits what is put in place of what
 */
record SpecMutant(Mutant mutant, String module, String operator, List<Edit> edits) {

    /**
     * A text in place of another.
     *
     * @param start where the other begins
     * @param end where it ends
     * @param text the new text
     */
    record Edit(int start, int end, String text) {}

    /** The changed text of the module. */
    String applied(String text) {
        List<Edit> lastFirst = new ArrayList<>(edits);
        lastFirst.sort(Comparator.comparingInt(Edit::start).reversed());
        StringBuilder changed = new StringBuilder(text);
        for (Edit edit : lastFirst) {
            changed.replace(edit.start(), edit.end(), edit.text());
        }
        return changed.toString();
    }

    /** The lines that differ, before and after. */
    String diff(String text) {
        StringBuilder lines = new StringBuilder();
        List<Edit> inOrder = new ArrayList<>(edits);
        inOrder.sort(Comparator.comparingInt(Edit::start));
        for (Edit edit : inOrder) {
            int from = text.lastIndexOf('\n', edit.start()) + 1;
            int to = text.indexOf('\n', edit.end() - 1);
            to = to < 0 ? text.length() : to;
            String before = text.substring(from, to);
            String after =
                    text.substring(from, edit.start())
                            + edit.text()
                            + text.substring(edit.end(), to);
            before.lines().forEach(line -> lines.append("  - ").append(line).append('\n'));
            after.lines().forEach(line -> lines.append("  + ").append(line).append('\n'));
        }
        return lines.toString();
    }
}
