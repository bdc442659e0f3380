package nowrite.stress.page;

import java.util.List;
import nowrite.spec.trace.Trace;

/** A comparison for the browser: both schedules side by side, the first difference marked. */
public final class ComparePage {
    private static final String[] STYLES = {"page.css", "compare.css"};

    private ComparePage() {}

    /** The page of a comparison. */
    public static String of(Comparison comparison) {
        Html html = new Html();
        html.open("header").element("p", "two schedules", "class", "kicker");
        html.element("h1", comparison.a() + ", and " + comparison.b()).close("header").line();
        html.open("main").open("section").element("h2", "What differs");
        html.open("ul", "class", "lead");
        comparison.sentences().forEach(sentence -> html.element("li", sentence));
        html.close("ul").close("section").line();
        html.open("section").element("h2", "Step by step");
        html.open("p", "class", "facts")
                .text("= the same, ≠ the same step with another effect, A ");
        html.text("or B taken only there. ");
        html.element("a", "Where they part", "href", "#part").close("p");
        String[] box = {"class", "box", "tabindex", "0", "role", "region"};
        html.open("div", box[0], box[1], box[2], box[3], box[4], box[5], "aria-label", "Steps");
        table(html, comparison);
        html.close("div").close("section").close("main").line();
        String title = "Comparison: " + comparison.a() + ", and " + comparison.b();
        return Document.of(title, STYLES, null, 0, html);
    }

    private static void table(Html html, Comparison comparison) {
        html.open("table", "id", "compare").open("thead").open("tr");
        html.element("th", "same?", "scope", "col", "class", "mark")
                .element("th", "A", "scope", "col");
        html.element("th", "B", "scope", "col").element("th", "step", "scope", "col");
        html.element("th", "changes in A: " + comparison.a(), "scope", "col");
        html.element("th", "changes in B: " + comparison.b(), "scope", "col");
        html.close("tr").close("thead").open("tbody").line();
        int part = comparison.divergence().orElse(-1);
        List<Comparison.Row> rows = comparison.rows();
        for (int i = 0; i < rows.size(); i++) {
            row(html, rows.get(i), i == part);
        }
        html.close("tbody").close("table");
    }

    private static void row(Html html, Comparison.Row row, boolean first) {
        char mark = row.mark();
        String kind = mark == '=' ? null : mark == '!' ? "x" : "only" + mark;
        html.open("tr", "class", kind, "id", first ? "part" : null);
        html.element("td", mark == '!' ? "≠" : String.valueOf(mark), "class", "mark");
        html.element("td", number(row.a())).element("td", number(row.b()));
        Trace.Step step = row.a() == null ? row.b() : row.a();
        String function = Sources.function(step.label());
        html.open("td").element("i", step.task()).text(" ").element("b", function);
        html.text(step.label().substring(function.length()));
        if (first) {
            html.text(" ").element("strong", "they part here", "class", "bad");
        }
        html.close("td");
        effects(html, row.a());
        effects(html, row.b());
        html.close("tr").line();
    }

    private static String number(Trace.Step step) {
        return step == null ? "–" : String.valueOf(step.n());
    }

    private static void effects(Html html, Trace.Step step) {
        html.open("td");
        if (step == null) {
            html.element("small", "not taken");
        } else {
            html.text(String.join(", ", Comparison.effects(step)));
        }
        html.close("td");
    }
}
