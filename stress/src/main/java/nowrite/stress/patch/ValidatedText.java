package nowrite.stress.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nowrite.spec.Property;
import nowrite.spec.Word;

/** The answer about a patch as a person reads it. */
public final class ValidatedText {

    private ValidatedText() {}

    /**
     * The text: the sentence first.
     *
     * @param report where the files are, as the user may type it
     * @param folder where the patch is, as the user may type it
     * @param again the command that does it again
     */
    public static String of(Validated answer, String report, String folder, String again) {
        StringBuilder out = new StringBuilder(answer.sentence()).append('\n');
        answer.details().stream()
                .skip(1)
                .forEach(one -> out.append("  also: ").append(one).append('\n'));
        out.append("\nkernel ").append(answer.kernel()).append(", compared with ");
        out.append(answer.ground()).append('\n');
        out.append("\nIt overrides:\n");
        answer.overrides().forEach(one -> out.append("  ").append(one).append('\n'));
        if (!answer.hints().isEmpty()) {
            out.append("\nForgotten? Where a value that lives across a step is not declared, the");
            out.append(" search may take\ntwo different visits for one, and this answer is worth");
            out.append(" less:\n");
            answer.hints().forEach(one -> out.append("  ").append(one).append('\n'));
        }
        boolean failed = answer.verdict() == Validated.Verdict.FAILED;
        if (!failed) {
            properties(out, answer.searched());
            changes(out, answer.searched());
            own(out, answer);
            EffectsText.add(out, answer);
            searched(out, answer);
        }
        answer.shortest()
                .ifPresent(
                        trace -> {
                            out.append("\nThe shortest counterexample: ").append(report);
                            out.append("/trace.txt\n  the same schedule without the patch:");
                            out.append(" ./nowrite compare ").append(report);
                            out.append("/trace.json --kernel '").append(answer.ground());
                            out.append("'\n");
                        });
        answer.mended()
                .ifPresent(
                        trace -> {
                            out.append("\nThe shortest counterexample that it mends: ");
                            out.append(report).append("/before.txt\n");
                            out.append("  what stops it: ./nowrite compare ").append(report);
                            out.append("/before.json --patch ").append(folder).append('\n');
                        });
        if (!failed) {
            out.append('\n').append(answer.spec().text(answer.ground().toString()));
        }
        out.append("again: ").append(again).append('\n');
        return OwnNames.shortened(out.toString());
    }

    /** Per property in how many scenarios it is what, before and after. */
    private static void properties(StringBuilder out, List<Compared> searched) {
        if (searched.isEmpty()) {
            return;
        }
        out.append("\nIn ").append(Sentences.count(searched.size()));
        out.append(", before -> after:\n");
        out.append(
                String.format(
                        "  %-4s %-39s %-12s %-12s %-14s %s%n",
                        "", "", "violated", "holds", "not exercised", "undecided"));
        for (Property property : Property.values()) {
            out.append(
                    String.format(
                                    "  %-4s %-39s %-12s %-12s %-14s %s",
                                    property,
                                    property.title(),
                                    counts(searched, property, Word.VIOLATED),
                                    counts(searched, property, Word.HOLDS_EXHAUSTED),
                                    counts(searched, property, Word.NOT_EXERCISED),
                                    counts(searched, property, Word.UNKNOWN))
                            .stripTrailing());
            out.append('\n');
        }
    }

    private static String counts(List<Compared> searched, Property property, Word word) {
        long before =
                searched.stream().filter(c -> c.before().words().get(property) == word).count();
        long after = searched.stream().filter(c -> c.after().words().get(property) == word).count();
        return before == after ? String.valueOf(before) : before + " -> " + after;
    }

    private static void changes(StringBuilder out, List<Compared> searched) {
        Map<Integer, List<String>> lines = new TreeMap<>();
        for (Compared one : searched) {
            for (Property property : one.worse()) {
                add(lines, 0, "worse   " + one.scenario() + ": " + property + " is violated");
            }
            for (String task : one.newlyBlocked()) {
                add(lines, 0, "worse   " + one.scenario() + ": task " + task + " blocks for good");
            }
            for (Property property : one.better()) {
                Word word = one.after().words().get(property);
                add(lines, 1, "better  " + one.scenario() + ": " + property + " " + word);
            }
            for (Property property : one.silent()) {
                add(
                        lines,
                        2,
                        "silent  "
                                + one.scenario()
                                + ": "
                                + property
                                + " is not exercised any more");
            }
            for (String condition : one.lost()) {
                add(
                        lines,
                        2,
                        "silent  " + one.scenario() + ": never reached any more: " + condition);
            }
        }
        long sizes = searched.stream().filter(Compared::otherStates).count();
        if (sizes > 0) {
            add(
                    lines,
                    3,
                    "states differ in "
                            + Sentences.count((int) sizes)
                            + "; report.json has how many");
        }
        out.append("\nScenarios that change:").append(lines.isEmpty() ? " none" : "").append('\n');
        lines.values()
                .forEach(all -> all.forEach(one -> out.append("  ").append(one).append('\n')));
    }

    private static void own(StringBuilder out, Validated answer) {
        if (!answer.corpus().isEmpty()) {
            out.append("\nBugs that were fixed upstream and are back:\n");
            answer.corpus().forEach(one -> out.append("  ").append(one).append('\n'));
        }
        for (OwnExpectations one : answer.own()) {
            out.append("\nYour scenario ").append(one.scenario()).append(":\n");
            one.met().forEach(k -> out.append("  as expected of ").append(k).append('\n'));
            one.unmet().forEach(text -> out.append("  NOT ").append(text).append('\n'));
            one.unknown().forEach(text -> out.append("  undecided: ").append(text).append('\n'));
            one.notJudged()
                    .forEach(
                            k ->
                                    out.append("  not judged, not searched here: ")
                                            .append(k)
                                            .append('\n'));
            if (answer.unreached().contains(one.scenario())) {
                out.append("  it does not execute what the patch overrides\n");
            }
            if (one.met().isEmpty() && one.unmet().isEmpty() && one.unknown().isEmpty()) {
                out.append("  it expects nothing of ").append(answer.kernel());
                out.append(" and was compared only\n");
            }
        }
    }

    private static void add(Map<Integer, List<String>> lines, int rank, String line) {
        lines.computeIfAbsent(rank, r -> new ArrayList<>()).add(line);
    }

    private static void searched(StringBuilder out, Validated answer) {
        List<String> exhausted = new ArrayList<>();
        List<String> open = new ArrayList<>();
        answer.searched().forEach(one -> (one.undecided() ? open : exhausted).add(one.scenario()));
        out.append("\nSearched to the end (every schedule within the scenario): ");
        list(out, exhausted);
        if (!open.isEmpty()) {
            out.append("Searched in part, undecided where nothing is violated: ");
            list(out, open);
        }
        if (!answer.leftOut().isEmpty()) {
            out.append("Not searched, the time was over: ");
            list(out, answer.leftOut());
        }
        if (!answer.cut().isEmpty()) {
            out.append("  ").append(answer.cut().size());
            out.append(
                            " of these not without the patch either; what was searched is remembered, so")
                    .append(" that the same command comes further\n");
        }
        if (!answer.unreached().isEmpty()) {
            out.append("Skipped, they do not execute what the patch overrides: ");
            list(out, answer.unreached());
        }
        out.append("Accesses inside steps (Lincheck): ")
                .append(answer.inside().text())
                .append('\n');
        List<String> stressed = answer.stressed().lines();
        out.append("On real processors (JCStress): ").append(stressed.get(0)).append('\n');
        stressed.stream().skip(1).forEach(one -> out.append("  ").append(one).append('\n'));
        grown(out, answer.grown());
    }

    private static void grown(StringBuilder out, Grown grown) {
        out.append("How far the bounds went: as the scenarios set them");
        out.append(grown.rounds().isEmpty() ? "; " + grown.stopped() : "").append('\n');
        for (String round : grown.rounds()) {
            out.append("  ").append(round).append('\n');
        }
        if (!grown.rounds().isEmpty()) {
            out.append("  then: ").append(grown.stopped()).append('\n');
        }
    }

    private static void list(StringBuilder out, List<String> names) {
        out.append(names.size()).append('\n');
        StringBuilder line = new StringBuilder(" ");
        for (String name : names) {
            if (line.length() + name.length() > 100) {
                out.append(line).append('\n');
                line = new StringBuilder(" ");
            }
            line.append(' ').append(name);
        }
        if (!names.isEmpty()) {
            out.append(line).append('\n');
        }
    }
}
