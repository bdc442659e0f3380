package nowrite.stress.page;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The lock order as a drawing, with the same as a list below it. */
final class LockGraph {
    private static final int BOX = 132;
    private static final int HIGH = 28;
    private static final int ACROSS = 210;
    private static final int DOWN = 46;

    private final LockOrder order;
    private final Map<String, int[]> places = new HashMap<>();

    private LockGraph(LockOrder order) {
        this.order = order;
    }

    static void add(Html html, LockOrder order) {
        if (order.edges().isEmpty()) {
            html.element("p", "No lock was taken or waited for under another.");
            return;
        }
        LockGraph graph = new LockGraph(order);
        graph.draw(html);
        graph.list(html);
    }

    private void draw(Html html) {
        List<String> locks = order.nodes(false);
        List<String> waits = order.nodes(true);
        for (int i = 0; i < locks.size(); i++) {
            places.put(locks.get(i), new int[] {10 + i * ACROSS, 74});
        }
        for (int i = 0; i < waits.size(); i++) {
            places.put(waits.get(i), new int[] {10 + i % 3 * ACROSS, 174 + i / 3 * DOWN});
        }
        int wide = 20 + BOX + Math.max(locks.size() - 1, Math.min(2, waits.size())) * ACROSS + 60;
        int high = waits.isEmpty() ? 120 : 160 + (waits.size() + 2) / 3 * DOWN;
        html.open("div", "class", "box", "tabindex", "0", "role", "region", "aria-label", "graph");
        String[] size = {"width", String.valueOf(wide), "height", String.valueOf(high)};
        String label = "Lock order; the list below says the same";
        html.open("svg", size[0], size[1], size[2], size[3], "role", "img", "aria-label", label);
        order.edges().forEach((edge, seen) -> edge(html, edge));
        locks.forEach(name -> node(html, name, "lock", 4));
        waits.forEach(name -> node(html, name, "wait", 14));
        html.close("svg").close("div").line();
    }

    private void node(Html html, String name, String kind, int round) {
        int[] at = places.get(name);
        int width = Math.max(BOX, name.length() * 7);
        html.open(
                "rect",
                "class",
                kind,
                "x",
                String.valueOf(at[0]),
                "y",
                String.valueOf(at[1]),
                "width",
                String.valueOf(width),
                "height",
                String.valueOf(HIGH),
                "rx",
                String.valueOf(round));
        String x = String.valueOf(at[0] + width / 2);
        html.element(
                "text", name, "x", x, "y", String.valueOf(at[1] + 18), "text-anchor", "middle");
    }

    private void edge(Html html, LockOrder.Edge edge) {
        int[] from = places.get(edge.held());
        int[] to = places.get(edge.next());
        String kind = edge.isWait() ? "w" : edge.isAgainstOrder() ? "x" : "k";
        if (edge.isWait()) {
            int x = from[0] + BOX / 2;
            int end = to[0] + BOX / 2;
            curve(html, kind, x, from[1] + HIGH, end, to[1] - 4, 0);
        } else if (from == to) {
            int x = from[0] + BOX / 2;
            html.open(
                    "path",
                    "class",
                    kind,
                    "d",
                    "M" + (x - 16) + " " + from[1] + "c-14 -34 46 -34 34 -4m-5 -5l5 5l6 -4");
        } else if (to[0] - from[0] == ACROSS) {
            int y = from[1] + HIGH / 2;
            html.open(
                    "path",
                    "class",
                    kind,
                    "d",
                    "M" + (from[0] + BOX) + " " + y + "H" + (to[0] - 3) + "m-7 -4l7 4l-7 4");
        } else {
            curve(html, kind, from[0] + BOX / 2, from[1], to[0] + BOX / 2, to[1] - 3, -56);
        }
    }

    private static void curve(Html html, String kind, int x, int y, int toX, int toY, int bend) {
        int first = bend == 0 ? (y + toY) / 2 : y + bend;
        int second = bend == 0 ? (y + toY) / 2 : toY + bend;
        String head = "m-5 -7l5 7l5 -7";
        html.open(
                "path",
                "class",
                kind,
                "d",
                "M" + x + " " + y + "C" + x + " " + first + " " + toX + " " + second + " " + toX
                        + " " + toY + head);
    }

    private void list(Html html) {
        html.open("div", "class", "box", "tabindex", "0", "role", "region", "aria-label", "list");
        html.open("table", "class", "runs").open("thead").open("tr");
        for (String head : List.of("holding", "how", "what", "traces", "first seen")) {
            html.element("th", head, "scope", "col");
        }
        html.close("tr").close("thead").open("tbody").line();
        order.edges()
                .forEach(
                        (edge, seen) -> {
                            html.open("tr").element("td", edge.held());
                            html.element("td", edge.isWait() ? "waits for" : "takes");
                            html.open("td").text(edge.next());
                            if (edge.isAgainstOrder()) {
                                html.element("strong", " ✗ against the order", "class", "bad");
                            }
                            html.close("td").element("td", String.valueOf(seen.count()));
                            html.open("td").element("a", seen.where(), "href", seen.link());
                            html.close("td").close("tr").line();
                        });
        html.close("tbody").close("table").close("div").line();
    }
}
