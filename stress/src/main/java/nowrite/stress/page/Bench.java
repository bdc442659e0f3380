package nowrite.stress.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nowrite.spec.trace.Trace;
import nowrite.spec.trace.reading.Reading;

/** The table of the steps: number, lanes, step, and the state strip with only changes inked. */
final class Bench {
    private final Trace trace;
    private final Set<Integer> matters;
    private final List<Column> columns;
    private final Lanes lanes;
    private final Set<String> deciding;

    Bench(Reading reading, Set<Integer> matters, List<Column> columns) {
        this.trace = reading.trace();
        this.matters = matters;
        this.columns = columns;
        this.deciding = reading.cells();
        this.lanes = new Lanes(reading, matters);
    }

    /** The table. */
    Html table() {
        Html html = new Html();
        html.open("table", "id", "steps").open("colgroup", "span", "3").close("colgroup");
        groups().forEach((name, n) -> span(html, n));
        head(html);
        html.open("tbody").line();
        for (int n = 0; n <= trace.steps().size(); n++) {
            row(html, n);
        }
        return html.close("tbody").close("table").line();
    }

    private static void span(Html html, int n) {
        html.open("colgroup", "span", String.valueOf(n), "class", "g").close("colgroup");
    }

    private Map<String, Integer> groups() {
        Map<String, Integer> groups = new LinkedHashMap<>();
        columns.forEach(column -> groups.merge(column.group(), 1, Integer::sum));
        return groups;
    }

    private void head(Html html) {
        html.line().open("thead").open("tr");
        html.element("th", "#", "rowspan", "2", "scope", "col");
        html.open("th", "rowspan", "2", "scope", "col", "class", "lanes");
        html.element("span", "lanes of " + String.join(", ", trace.tasks()), "class", "off");
        html.add(lanes.head()).close("th");
        html.element("th", "step", "rowspan", "2", "scope", "col", "class", "step");
        groups().forEach(
                        (name, n) ->
                                html.element(
                                        "th",
                                        name.isEmpty() ? "besides" : name,
                                        "colspan",
                                        String.valueOf(n),
                                        "scope",
                                        "colgroup"));
        html.close("tr").line().open("tr");
        for (Column column : columns) {
            html.element("th", column.head(), "scope", "col", "title", column.title());
        }
        html.close("tr").close("thead").line();
    }

    private void row(Html html, int n) {
        html.open("tr", "id", "r" + n, "class", rowClass(n));
        html.open("th", "scope", "row");
        if (n == 0) {
            html.text("0");
        } else {
            Detail.link(html, n, String.valueOf(n));
        }
        html.close("th").open("td").add(lanes.row(n)).close("td").open("td");
        if (n == 0) {
            html.text("at the start");
        } else {
            step(html, trace.steps().get(n - 1));
        }
        html.close("td");
        for (Column column : columns) {
            cell(html, column, n);
        }
        html.close("tr").line();
    }

    private String rowClass(int n) {
        StringBuilder names = new StringBuilder(n == 0 || matters.contains(n) ? "m" : "");
        if (n == trace.steps().size()) {
            names.append(" bad");
        }
        if (trace.loopStart() != null && n >= trace.loopStart()) {
            names.append(" loop");
        }
        return names.isEmpty() ? null : names.toString().strip();
    }

    private void step(Html html, Trace.Step step) {
        String function = Sources.function(step.label());
        html.element("i", step.task()).text(" ").element("b", function);
        html.text(step.label().substring(function.length()));
        if (trace.loopStart() != null && trace.loopStart() == step.n()) {
            html.text(" ↻");
        }
    }

    /** A cell; those that decide the violation are inked in the last row, changed or not. */
    private void cell(Html html, Column column, int n) {
        String bar = column.bar(n);
        boolean decides =
                n == trace.steps().size() && column.paths().stream().anyMatch(deciding::contains);
        boolean inked = column.changedBy(n) || decides;
        String names = (inked ? "c" : "") + (inked && bar != null ? " " : "");
        names += bar == null ? "" : bar;
        names += decides ? " why" : "";
        html.element("td", inked ? column.text(n) : "", "class", names.isEmpty() ? null : names);
    }
}
