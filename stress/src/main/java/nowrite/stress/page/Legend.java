package nowrite.stress.page;

/** How to read the diagram: every mark once, drawn as it is in the diagram. */
final class Legend {
    private Legend() {}

    /** The patterns that the drawings use, and the legend. */
    static void add(Html html) {
        patterns(html);
        html.open("details", "class", "legend").element("summary", "How to read it").open("ul");
        entry(html, "k0", "M14 2v20", "i_mutex or another mutex is held");
        entry(html, "k1", "M11 2v20h6v-20z", "the page lock is held");
        entry(html, "k2", "M14 2v20", "fc->lock is held across steps");
        shape(html, "b", "url(#hatch)", "the task cannot move; beside it what it waits for");
        shape(html, "f", "url(#fence)", "nowrite: no WRITE may pass to the daemon");
        entry(html, "q", "M14 2v20", "a request is on the connection's queue");
        entry(html, "a", "M14 2v20", "the daemon works on it");
        entry(html, "e", "M14 2v20", "answered, the kernel completes it");
        entry(
                html,
                "r",
                "M2 12h22m-5-3l5 3l-5 3",
                "a request goes to the daemon, or its answer back");
        drawing(html).open("circle", "class", "d", "cx", "14", "cy", "12", "r", "4").close("svg");
        html.text("a step that matters: it is in the causal past of the violation").close("li");
        drawing(html).open("circle", "class", "d h", "cx", "14", "cy", "12", "r", "4").close("svg");
        html.text("another step").close("li");
        drawing(html).open("circle", "class", "v", "cx", "14", "cy", "12", "r", "8");
        html.open("path", "class", "vx", "d", "M11 9l6 6m0-6l-6 6").close("svg");
        html.text("the violation").close("li");
        html.close("ul")
                .open("p")
                .text("In the strip only changes are inked; a bar says that a flag is ");
        html.text(
                "set, a pte writable (half a bar: read-only), a WRITE with the daemon (half: still ");
        html.text(
                "in the kernel); a frame in the last row marks what decides the violation. D is PG_dirty, T the dirty tag of the radix tree, W PG_writeback, ");
        html.text("U PG_uptodate, ≠ says that page and daemon differ. A content is named by the ");
        html.text(
                "operation that stored it: p.1 is what the first operation of p stored, init what ");
        html.text(
                "the file held; a page is two half pages. wb_err lists the tasks whose fsync is to ");
        html.text("be told that writeback has failed; AS_EIO is the same for close.");
        html.close("p").close("details").line();
    }

    private static void patterns(Html html) {
        html.open("svg", "width", "0", "height", "0", "class", "defs", "aria-hidden", "true");
        pattern(html, "hatch", "M0 6L6 0M-1 1L1 -1M5 7L7 5");
        pattern(html, "fence", "M0 0L6 6M0 6L6 0");
        html.close("svg").line();
    }

    private static void pattern(Html html, String id, String path) {
        String[] size = {"width", "6", "height", "6", "patternUnits", "userSpaceOnUse"};
        html.open("pattern", "id", id, size[0], size[1], size[2], size[3], size[4], size[5]);
        html.open("path", "d", path).close("pattern");
    }

    private static Html drawing(Html html) {
        return html.open("li").open("svg", "width", "28", "height", "24", "aria-hidden", "true");
    }

    private static void entry(Html html, String kind, String path, String text) {
        drawing(html).open("path", "class", kind, "d", path).close("svg").text(text).close("li");
    }

    private static void shape(Html html, String kind, String fill, String text) {
        drawing(html);
        String[] r = {"9", "2", "10", "20"};
        html.open(
                "rect", "class", kind, "x", r[0], "y", r[1], "width", r[2], "height", r[3], "fill",
                fill);
        html.close("svg").text(text).close("li");
    }
}
