package nowrite.stress.page;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nowrite.spec.Property;
import nowrite.spec.trace.Trace;
import nowrite.spec.trace.reading.Reading;
import nowrite.spec.trace.text.TraceText;

/**
 * trace.html: a counterexample for the browser. What is violated, the story, the lanes beside the
 * state, the details of each step, and what the trace does not show. The same trace always gives
 * the same bytes.
 */
public final class TracePage {
    private static final String[] STYLES = {"page.css", "trace.css"};
    private static final Pattern STEPS =
            Pattern.compile("\\bsteps? (\\d+(?:(?:, | and |, and | to |-)\\d+)*)");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private final Trace trace;
    private final Reading reading;
    private final Set<Integer> matters;
    private final List<Column> columns;
    private final Sources sources;
    private final Html html = new Html();

    private TracePage(Trace trace) {
        this.trace = trace;
        this.reading = Reading.of(trace);
        this.matters = new TreeSet<>(reading.matters());
        matters.add(trace.steps().size());
        this.columns = Strip.of(reading);
        this.sources = new Sources(trace);
    }

    /** The page of a trace. */
    public static String of(Trace trace) {
        TracePage page = new TracePage(trace);
        page.body();
        String title = trace.property() + " violated, " + trace.kernel() + ", " + trace.scenario();
        return Document.of(title, STYLES, "trace.js", 0, page.html);
    }

    private void body() {
        html.open("header");
        html.element("p", trace.scenario() + ", found by " + trace.engine(), "class", "kicker");
        html.open("h1").element("span", "✗ " + trace.property() + " violated", "class", "bad");
        html.text(" on " + trace.kernel()).close("h1");
        verdict();
        html.close("header").line().open("main");
        story();
        bench();
        limits();
        text();
        html.close("main").line();
    }

    private void verdict() {
        boolean special = !reading.wrong().equals(reading.rule());
        linked(html.open("p", "class", "lead"), reading.wrong()).close("p").line();
        html.open("p", "class", "rule").element("b", trace.property());
        for (Property property : Property.values()) {
            if (property.name().equals(trace.property())) {
                html.text(", " + property.title());
            }
        }
        html.text(special ? ": " + reading.rule() : "").close("p");
        trace.variant()
                .forEach(
                        (change, what) -> {
                            html.open("p", "class", "rule").element("b", change);
                            html.text(": " + what).close("p");
                        });
        programs();
        html.open("p", "class", "facts").text(trace.bounds() + ". Reproduce: ");
        command();
        html.close("p").line();
    }

    /** A line may end between its words; a hyphen is no place for that. */
    private void command() {
        html.open("code");
        String between = "";
        for (String word : trace.reproduce().split(" ")) {
            html.text(between);
            between = " ";
            if (word.startsWith("--")) {
                html.element("span", word, "class", "word");
            } else {
                html.text(word);
            }
        }
        html.close("code");
    }

    /** What runs: each task's operations, the daemon, and the scenario's other lines. */
    private void programs() {
        if (trace.programs().isEmpty()) {
            return;
        }
        html.open("p", "class", "rule");
        String between = "";
        for (Map.Entry<String, List<String>> program : trace.programs().entrySet()) {
            html.text(between + "task ").element("b", program.getKey()).text(" ");
            html.element("code", String.join(", ", program.getValue()));
            between = "; ";
        }
        if (trace.daemon() != null) {
            html.text("; daemon ").element("code", trace.daemon());
        }
        trace.settings().forEach(line -> html.text("; ").element("code", line));
        html.close("p");
    }

    private void story() {
        html.open("section").element("h2", "What happens").open("ol", "class", "story");
        for (String sentence : reading.story()) {
            linked(html.open("li"), sentence).close("li").line();
        }
        html.close("ol");
        List<String> waits = reading.waits().isEmpty() ? trace.cycle() : reading.waits();
        if (!waits.isEmpty()) {
            html.element("h2", "Who waits for whom").open("ul", "class", "cycle");
            waits.forEach(sentence -> html.element("li", sentence));
            html.close("ul");
        }
        html.close("section").line();
    }

    /** A text in which step numbers are links. */
    private Html linked(Html into, String text) {
        Matcher steps = STEPS.matcher(text);
        int at = 0;
        while (steps.find()) {
            Matcher number = NUMBER.matcher(text);
            number.region(steps.start(1), steps.end(1));
            while (number.find()) {
                into.text(text.substring(at, number.start()));
                at = number.end();
                int step = Integer.parseInt(number.group());
                if (step >= 1 && step <= trace.steps().size()) {
                    Detail.link(into, step, number.group());
                } else {
                    into.text(number.group());
                }
            }
        }
        return into.text(text.substring(at));
    }

    private void bench() {
        html.open("section", "id", "bench").element("h2", "Step by step");
        html.open("p", "class", "bar").open("input", "type", "checkbox", "id", "only");
        html.open("label", "for", "only");
        html.text("only the steps that matter (" + matters.size() + " of ");
        html.text(trace.steps().size() + ")").close("label");
        html.open("span", "class", "js").element("kbd", "j").text(" ").element("kbd", "k");
        html.text(" or arrows: next, previous step; click a cell: its last change").close("span");
        html.close("p").line();
        Legend.add(html);
        String what = "Steps, lanes and state";
        html.open("div", "class", "box", "tabindex", "0", "role", "region", "aria-label", what);
        html.line().add(new Bench(reading, matters, columns).table()).close("div").line();
        html.open("div", "id", "details", "tabindex", "0", "role", "region");
        Detail detail = new Detail(reading, matters, sources);
        html.element("h2", "The steps in detail").line();
        trace.steps().forEach(step -> html.add(detail.of(step)));
        html.close("div").close("section").line();
    }

    private void limits() {
        html.open("section").element("h2", "What this trace does not show").open("ul");
        html.element("li", "Other schedules. Bounds of the search: " + trace.bounds() + ".");
        html.element(
                "li",
                "The inside of a step: a step is atomic here. Memory ordering on hardware is not"
                        + " modelled.");
        html.element("li", "Reads: a step without ink looked at something and changed nothing.");
        html.element("li", "The checker's own variables (ghost.*), but for the violation itself.");
        List<String> constant = Strip.constant(reading);
        if (!constant.isEmpty()) {
            String text = String.join(", ", constant);
            html.element("li", "What stays as it is and has no column: " + text + ".");
        }
        List<String> simplified = sources.simplified(trace);
        if (!simplified.isEmpty()) {
            html.open("li").text("What the model leaves out of the functions on this path:");
            html.open("ul");
            simplified.forEach(text -> html.element("li", text));
            html.close("ul").close("li");
        }
        html.close("ul").close("section").line();
    }

    private void text() {
        html.open("section").element("h2", "As text, for a mail");
        html.open("p", "class", "js").element("button", "Copy as text", "id", "copy");
        html.element("span", "", "id", "copied", "role", "status").close("p");
        html.open("pre", "id", "text", "tabindex", "0").text(TraceText.render(trace)).close("pre");
        html.close("section").line();
    }
}
