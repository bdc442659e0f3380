package nowrite.stress.page;

import java.util.ArrayList;
import java.util.List;
import nowrite.spec.trace.Trace;

/** A comparison as plain text; long stretches in which nothing differs are left out. */
public final class CompareText {
    private static final int WIDTH = 78;
    private static final int AROUND = 2;

    private CompareText() {}

    /** The text, several lines. */
    public static String of(Comparison comparison) {
        StringBuilder out = new StringBuilder();
        out.append("A  ").append(comparison.a()).append('\n');
        out.append("B  ").append(comparison.b()).append("\n\n");
        for (String sentence : comparison.sentences()) {
            lines(sentence, WIDTH).forEach(line -> out.append(line).append('\n'));
        }
        out.append("\n    A    B    task         step\n");
        int from = comparison.divergence().orElse(comparison.rows().size());
        for (int i = 0; i < comparison.rows().size(); i++) {
            Comparison.Row row = comparison.rows().get(i);
            boolean left = row.mark() == '=' && Math.abs(i - from) > AROUND && i < from;
            if (left && i == 0) {
                out.append("  ...  ").append(from - AROUND).append(" steps, the same in both\n");
            }
            if (!left) {
                row(out, row, i == from);
            }
        }
        return out.toString();
    }

    private static void row(StringBuilder out, Comparison.Row row, boolean first) {
        Trace.Step step = row.a() == null ? row.b() : row.a();
        out.append(row.mark() == '=' ? ' ' : row.mark());
        out.append(number(row.a())).append(number(row.b()));
        out.append(String.format("    %-12s %s", step.task(), step.label()));
        out.append(first ? "   <- they part here\n" : "\n");
        if (row.mark() == '!') {
            effects(out, "A", row.a());
            effects(out, "B", row.b());
        } else {
            effects(out, row.mark() == '=' ? " " : String.valueOf(row.mark()), step);
        }
    }

    private static String number(Trace.Step step) {
        return step == null ? "    -" : String.format("%5d", step.n());
    }

    private static void effects(StringBuilder out, String side, Trace.Step step) {
        for (String effect : Comparison.effects(step)) {
            String text = (side + " " + effect).replace("–", "-");
            for (String line : lines(text, WIDTH - 28)) {
                out.append(" ".repeat(28)).append(line).append('\n');
            }
        }
    }

    /** A text in lines of a width, broken at blanks. */
    static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
