package nowrite.stress.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The index page of a run: what is wrong first, the grid, every run, the lock order. */
public final class IndexPage {
    private static final String[] STYLES = {"page.css", "index.css"};
    private static final int REFRESH_SECONDS = 3;

    private final RunIndex index;
    private final Html html = new Html();

    private IndexPage(RunIndex index) {
        this.index = index;
    }

    /** The page; while the run is at work it loads itself again every few seconds. */
    public static String of(RunIndex index) {
        IndexPage page = new IndexPage(index);
        page.body();
        boolean running = index.isRunning();
        String title = "nowrite " + index.kind() + ": " + (running ? "running" : index.sentence());
        return Document.of(title, STYLES, null, running ? REFRESH_SECONDS : 0, page.html);
    }

    private void body() {
        html.open("header").element("p", "nowrite " + index.kind(), "class", "kicker");
        html.open("h1");
        if (index.isRunning()) {
            html.text("Running: " + index.done() + " of " + index.total() + " runs have ended");
            html.close("h1");
            String[] bar = {"max", String.valueOf(index.total()), "aria-label", "runs that ended"};
            String value = String.valueOf(index.done());
            html.open("progress", bar[0], bar[1], "value", value, bar[2], bar[3]).close("progress");
            html.element("p", "So far: " + index.sentence(), "class", "lead");
        } else {
            String mark = index.good() ? "✓ " : "✗ ";
            html.element("span", mark, "class", index.good() ? "good" : "bad");
            html.text(index.sentence()).close("h1");
        }
        html.element("p", "written " + index.written(), "class", "facts").close("header").line();
        html.open("main");
        findings();
        grid();
        for (RunIndex.Rank rank : RunIndex.Rank.values()) {
            runs(rank);
        }
        locks();
        html.close("main").line();
    }

    private void findings() {
        if (index.findings().isEmpty()) {
            return;
        }
        html.open("section").element("h2", "Findings").open("ul", "class", "findings").line();
        for (RunIndex.Finding finding : index.findings()) {
            html.open("li").element("b", finding.kind()).text(" " + finding.where() + ": ");
            html.text(finding.what());
            if (finding.again() != null) {
                html.open("br").text("again: ").element("code", finding.again());
            }
            html.close("li").line();
        }
        html.close("ul").close("section").line();
    }

    private void box(String label) {
        html.open("div", "class", "box", "tabindex", "0", "role", "region", "aria-label", label);
    }

    private void grid() {
        html.open("section").element("h2", "Properties and kernels");
        box("Properties and kernels");
        html.open("table", "id", "grid").open("thead").open("tr");
        html.element("th", "kernel", "scope", "col");
        for (RunIndex.Head head : index.columns()) {
            html.open("th", "scope", "col").element("abbr", head.name(), "title", head.title());
            html.close("th");
        }
        html.close("tr").close("thead").open("tbody").line();
        for (RunIndex.Line line : index.grid()) {
            html.open("tr").element("th", line.name(), "scope", "row");
            line.cells().forEach(this::cell);
            html.close("tr").line();
        }
        html.close("tbody").close("table").close("div");
        html.open("p", "class", "facts").text("✗ violated, with a link to a shortest ");
        html.text("counterexample; ✓ holds in every schedule searched; – never exercised; ? ");
        html.text("undecided; ! not as expected. ");
        String comma = "";
        for (RunIndex.Head head : index.columns()) {
            html.text(comma + head.name() + " " + head.title());
            comma = ", ";
        }
        html.text(".").close("p").close("section").line();
    }

    private void cell(RunIndex.Cell cell) {
        html.open("td", "class", cell.kind() + (cell.expected() ? "" : " not"));
        String text = cell.text() + (cell.expected() ? "" : " !");
        if (cell.link() == null) {
            html.text(text);
        } else {
            html.element("a", text, "href", cell.link());
        }
        html.close("td");
    }

    private void runs(RunIndex.Rank rank) {
        List<RunIndex.Run> runs = index.runs().stream().filter(run -> run.rank() == rank).toList();
        if (runs.isEmpty()) {
            return;
        }
        html.open("section").element("h2", rank.head() + " (" + runs.size() + ")");
        box(rank.head());
        html.open("table", "class", "runs").open("thead").open("tr");
        boolean asExpected = rank == RunIndex.Rank.VIOLATION || rank == RunIndex.Rank.PASS;
        List<String> heads = new ArrayList<>(List.of("scenario", "kernel", "engine"));
        heads.add(rank == RunIndex.Rank.VIOLATION ? "violated (steps)" : "verdict");
        if (!asExpected) {
            heads.add("expected");
        }
        heads.forEach(head -> html.element("th", head, "scope", "col"));
        for (String head : List.of("states", "depth", "time")) {
            html.element("th", head, "scope", "col", "class", "n");
        }
        html.element("th", "since the last run", "scope", "col");
        html.close("tr").close("thead").open("tbody").line();
        runs.forEach(run -> run(run, asExpected));
        html.close("tbody").close("table").close("div").close("section").line();
    }

    private void run(RunIndex.Run run, boolean asExpected) {
        html.open("tr").element("th", run.scenario(), "scope", "row");
        html.element("td", run.kernel()).element("td", run.engine()).open("td", "class", "v");
        html.text(run.violations().isEmpty() || !asExpected ? run.verdict() : "");
        for (RunIndex.Violation violation : run.violations()) {
            html.text(" ").element("a", violation.property(), "href", violation.link());
            html.text(" (" + violation.steps() + ")");
        }
        html.close("td");
        if (!asExpected) {
            html.element("td", run.expected());
        }
        html.element("td", String.format(Locale.ROOT, "%,d", run.states()), "class", "n");
        html.element("td", String.valueOf(run.depth()), "class", "n");
        html.element("td", run.time(), "class", "n");
        html.element("td", run.change(), "class", "v");
        html.close("tr").line();
    }

    private void locks() {
        if (index.locks() == null) {
            return;
        }
        html.open("section").element("h2", "Lock order");
        html.open("p", "class", "facts").text("Seen in " + index.locks().traces());
        html.text(
                " counterexamples of this run, not in every schedule searched: a box is a lock, ");
        html.text("an arrow leads from the lock that is held to the one that is taken; dashed to ");
        html.text("what is waited for. Usual: i_mutex, then the page lock, then fc->lock. A lock ");
        html.text("taken and released inside one step leaves no mark here.").close("p");
        LockGraph.add(html, index.locks());
        html.close("section").line();
    }
}
