package nowrite.stress.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nowrite.spec.trace.Trace;
import nowrite.spec.trace.reading.Reading;
import nowrite.spec.trace.reading.Span;

/** Everything about one step, for who wants to know it. */
final class Detail {
    private final Reading reading;
    private final Trace trace;
    private final Set<Integer> matters;
    private final Sources sources;
    private final Enablers enablers;

    Detail(Reading reading, Set<Integer> matters, Sources sources) {
        this.reading = reading;
        this.trace = reading.trace();
        this.matters = matters;
        this.sources = sources;
        this.enablers = new Enablers(reading);
    }

    /** The link to a step; it works without a program, because the detail has this id. */
    static Html link(Html html, int step, String text) {
        return html.element("a", text, "href", "#s=" + step);
    }

    /** The detail of a step. */
    Html of(Trace.Step step) {
        int n = step.n();
        String id = "s=" + n;
        Html html = new Html();
        html.open("article", "id", id, "class", matters.contains(n) ? "m" : null);
        html.open("h3");
        link(html, n, "Step " + n).text(" ").element("b", step.task()).text(" ");
        html.element("code", step.label());
        if (n == trace.steps().size()) {
            html.text(" ").element("strong", "✗ " + end(), "class", "bad");
        } else if (!matters.contains(n)) {
            html.text(" ").element("small", "not in the past of the violation");
        }
        html.close("h3").open("dl");
        function(html, step);
        locals(html, step);
        locks(html, step);
        changes(html, step);
        if (!reading.note(n).isEmpty()) {
            row(html, "finds").text(reading.note(n)).close("dd");
        }
        enabled(html, step);
        waits(html, step);
        return html.close("dl").close("article").line();
    }

    private String end() {
        return switch (trace.end()) {
            case "deadlock" -> "nobody can move";
            case "livelock" -> "goes on at step " + trace.loopStart() + " for ever";
            default -> trace.property() + " is violated here";
        };
    }

    private static Html row(Html html, String name) {
        return html.element("dt", name).open("dd");
    }

    private void function(Html html, Trace.Step step) {
        String name = Sources.function(step.label());
        row(html, "function").element("code", name).text(", " + sources.place(name));
        String before = reading.states().get(step.n() - 1).get(step.task() + ".stack");
        if (before != null) {
            List<String> callers = new ArrayList<>(List.of(Column.list(before).split(" ")));
            callers.remove(name);
            if (!callers.isEmpty()) {
                html.text("; in ").element("code", String.join(" → ", callers));
            }
        }
        html.close("dd");
    }

    private static void locals(Html html, Trace.Step step) {
        if (!step.locals().isEmpty()) {
            List<String> texts = new ArrayList<>();
            step.locals().forEach((name, value) -> texts.add(name + " = " + value));
            row(html, "locals").element("code", String.join(", ", texts)).close("dd");
        }
    }

    private void locks(Html html, Trace.Step step) {
        Map<String, String> locks = new LinkedHashMap<>();
        for (Span span : reading.locks()) {
            if (span.context().equals(step.task())) {
                if (span.first() == step.n()) {
                    locks.put(span.what(), "takes ");
                } else if (span.last() == step.n() && !span.open()) {
                    locks.put(span.what(), "releases ");
                } else if (span.covers(step.n())) {
                    locks.put(span.what(), "holds ");
                }
            }
        }
        List<String> texts = new ArrayList<>();
        locks.forEach((name, how) -> texts.add(how + name));
        row(html, "locks").text(texts.isEmpty() ? "no lock" : String.join(", ", texts));
        html.close("dd");
    }

    private void changes(Html html, Trace.Step step) {
        List<Trace.Change> changes =
                step.changes().stream().filter(c -> Words.isShown(c.path())).toList();
        if (changes.isEmpty()) {
            return;
        }
        row(html, "changes").open("ul");
        for (Trace.Change change : changes) {
            html.open("li").text(Words.path(change.path()) + ": ");
            html.element("s", value(change.from())).text(" → ");
            html.element("b", value(change.to()));
            int last = lastChange(change.path(), step.n());
            if (last > 0) {
                html.text(" (was so since ");
                link(html, last, "step " + last).text(")");
            }
            html.close("li");
        }
        html.close("ul").close("dd");
    }

    private static String value(String text) {
        return text == null ? "–" : Reading.errors(text);
    }

    private int lastChange(String path, int before) {
        for (int n = before - 1; n > 0; n--) {
            if (trace.steps().get(n - 1).changes().stream().anyMatch(c -> c.path().equals(path))) {
                return n;
            }
        }
        return 0;
    }

    private void enabled(Html html, Trace.Step step) {
        Map<Integer, String> steps = enablers.of(step);
        row(html, "enabled by");
        if (steps.isEmpty()) {
            html.text("nothing, it could run from the start");
        }
        String comma = "";
        for (Map.Entry<Integer, String> entry : steps.entrySet()) {
            link(html.text(comma), entry.getKey(), "step " + entry.getKey());
            html.text(entry.getValue().isEmpty() ? "" : " (" + entry.getValue() + ")");
            comma = ", ";
        }
        html.close("dd");
    }

    private void waits(Html html, Trace.Step step) {
        List<String> texts = new ArrayList<>();
        for (Span span : reading.blocked()) {
            if (span.covers(step.n())) {
                texts.add(span.context() + " " + span.what());
            }
        }
        if (!texts.isEmpty()) {
            row(html, "asleep").text(String.join("; ", texts)).close("dd");
        }
    }
}
