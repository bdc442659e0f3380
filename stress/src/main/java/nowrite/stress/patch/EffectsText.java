package nowrite.stress.patch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nowrite.stress.patch.measure.Effects;

/** What a patch costs, who waits, the order of locks and the porting notes, as text. */
final class EffectsText {

    private EffectsText() {}

    static void add(StringBuilder out, Validated answer) {
        Effects effects = answer.effects();
        if (effects.counted() == 0 && answer.searched().isEmpty()) {
            return;
        }
        String in = Sentences.count(effects.counted());
        out.append("\nWho waits for the daemon (").append(in).append("): ");
        out.append(effects.newWaits().isEmpty() ? "nobody new\n" : "new waits\n");
        list(out, "new   ", effects.newWaits());
        list(out, "gone  ", effects.goneWaits());
        boolean fine = effects.lockProblems().isEmpty() && effects.asleep().isEmpty();
        out.append("\nThe order of locks: ");
        out.append(
                !fine
                        ? "against the order that is free of deadlocks\n"
                        : effects.newEdges().isEmpty()
                                ? "no new edge, no circle\n"
                                : "new edges, no circle\n");
        list(out, "", effects.lockProblems());
        list(out, "sleeps with a spinlock held: ", effects.asleep());
        list(out, "new   ", effects.newEdges());
        list(out, "gone  ", effects.goneEdges());
        out.append("\nWhat it costs (the most that a schedule can make it, before -> after): ");
        out.append(effects.costs().isEmpty() ? "as much as before\n" : "\n");
        list(out, "", effects.costs());
        if (!effects.notCounted().isEmpty()) {
            out.append("Waits, locks and costs were not counted in:\n");
            list(out, "", effects.notCounted());
        }
        out.append("\nFor the port to C:\n");
        notes(out, answer.porting());
    }

    /** What is the same of several methods is said once, below all of them. */
    private static void notes(StringBuilder out, List<PortingNote> notes) {
        Map<List<String>, List<PortingNote>> same = new LinkedHashMap<>();
        for (PortingNote note : notes) {
            List<String> all = note.lines();
            same.computeIfAbsent(
                            all.subList(PortingNote.OWN_LINES, all.size()), s -> new ArrayList<>())
                    .add(note);
        }
        same.forEach(
                (lines, of) -> {
                    of.forEach(
                            note -> list(out, "", note.lines().subList(0, PortingNote.OWN_LINES)));
                    list(out, "", lines);
                    list(
                            out,
                            "  VIOLATED: ",
                            of.stream().flatMap(n -> n.violations().stream()).distinct().toList());
                });
    }

    private static void list(StringBuilder out, String word, List<String> lines) {
        lines.forEach(line -> out.append("  ").append(word).append(line).append('\n'));
    }
}
