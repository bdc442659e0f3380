package nowrite.stress.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nowrite.spec.trace.Trace;
import nowrite.spec.trace.reading.Reading;
import nowrite.spec.trace.reading.RequestLife;
import nowrite.spec.trace.reading.Span;

/**
 * The lane diagram, a drawing for each step: the rows of the table put them together, so rows can
 * be left out and a page break cannot tear them. One lane for each task, the daemon's last.
 */
final class Lanes {
    /** Height of a row, in pixels. */
    static final int ROW = 24;

    private static final int MID = ROW / 2;
    private static final int LIFE = 31;
    private static final int TRACK = 13;
    private static final int FENCE = 14;
    private static final String DAEMON = "daemon";

    private final Reading reading;
    private final Trace trace;
    private final Set<Integer> matters;
    private final Tracks tracks;
    private final Map<String, Integer> lanes = new LinkedHashMap<>();
    private final int fence;
    private final int width;

    Lanes(Reading reading, Set<Integer> matters) {
        this.reading = reading;
        this.trace = reading.trace();
        this.matters = matters;
        this.tracks = new Tracks(reading.requests(), trace.steps().size());
        int lane = trace.tasks().size() > 3 ? 66 : trace.tasks().size() > 2 ? 76 : 90;
        for (String task : trace.tasks()) {
            lanes.put(task, lanes.size() * lane);
        }
        fence = lanes.size() * lane;
        lanes.put(DAEMON, fence + FENCE);
        width = fence + FENCE + LIFE + Math.max(1, tracks.count()) * TRACK + 46;
    }

    int width() {
        return width;
    }

    /** The names of the lanes, above them. */
    Html head() {
        Html svg = svg(18);
        lanes.forEach((name, x) -> text(svg, x + 4, 13, "n", name));
        return svg.close("svg");
    }

    private Html svg(int height) {
        return new Html()
                .open(
                        "svg",
                        "width",
                        String.valueOf(width),
                        "height",
                        String.valueOf(height),
                        "aria-hidden",
                        "true");
    }

    /** The drawing of a step; 0 is the state before the first. */
    Html row(int n) {
        Html svg = svg(ROW);
        fence(svg, n);
        lifelines(svg, n);
        reading.blocked().forEach(span -> blocked(svg, span, n));
        reading.locks().forEach(span -> lock(svg, span, n));
        requests(svg, n);
        if (n > 0) {
            Trace.Step step = trace.steps().get(n - 1);
            arrows(svg, step);
            dot(svg, step);
            notes(svg, step);
        }
        return svg.close("svg");
    }

    private static String lane(String context) {
        return context.startsWith(DAEMON + "(") ? DAEMON : context;
    }

    private int laneX(String context) {
        return lanes.getOrDefault(lane(context), 0);
    }

    /** Where a context's dot is at a step. */
    private int x(String context, int step) {
        int x = laneX(context) + LIFE;
        return lane(context).equals(context) ? x : trackX(tracks.of(slot(context), step));
    }

    private static String slot(String daemonContext) {
        return daemonContext.substring(DAEMON.length() + 1, daemonContext.length() - 1);
    }

    private int trackX(int track) {
        return lanes.get(DAEMON) + LIFE + TRACK * track;
    }

    /** Upper and lower end of what lasts, in the row of a step; null if it is not there. */
    private static int[] ends(int first, int last, boolean open, int n) {
        if (n < first || n > last || first == last && !open) {
            return null;
        }
        int top = n == first && first > 0 ? MID : 0;
        return new int[] {top, n == last && !open ? MID : ROW};
    }

    private void fence(Html svg, int n) {
        for (Span span : reading.nowrite()) {
            int[] y = ends(span.first(), span.last(), span.open(), n);
            if (y != null) {
                rect(svg, "f", fence, y, 8, "url(#fence)");
            }
        }
    }

    private void lifelines(Html svg, int n) {
        StringBuilder path = new StringBuilder();
        for (String task : trace.tasks()) {
            String before = n == 0 ? "" : pc(task, n - 1);
            if (!before.equals("done")) {
                path.append('M').append(laneX(task) + LIFE).append(n == 0 ? " 12V" : " 0V");
                path.append(pc(task, n).equals("done") ? MID : ROW);
            }
        }
        svg.open("path", "class", "l", "d", path.toString());
    }

    private String pc(String task, int state) {
        return reading.states().get(state).getOrDefault(task + ".pc", "");
    }

    private void blocked(Html svg, Span span, int n) {
        int[] y = ends(span.first(), span.last(), span.open(), n);
        if (y == null) {
            return;
        }
        int x = laneX(span.context()) + LIFE;
        rect(svg, "b", x - 5, y, 10, "url(#hatch)");
        String reason = reason(span);
        boolean room = span.last() - span.first() > 1 || span.open() && span.last() > span.first();
        int textX = laneX(span.context()) + LIFE + 9;
        if (n == span.first()) {
            text(svg, textX, 20, "w", room ? "waits for" : reason);
        } else if (room && n == span.first() + 1) {
            text(svg, textX, 16, "w", reason);
        }
    }

    private static String reason(Span span) {
        String reason = span.what().replaceFirst("^waits (for|at) (the )?", "");
        return reason.replaceFirst("(,| to become | \\().*", "");
    }

    private void lock(Html svg, Span span, int n) {
        int[] y = ends(span.first(), span.last(), span.open(), n);
        if (y == null) {
            return;
        }
        int kind = kind(span.what());
        int x = laneX(span.context()) + 4 + 8 * kind;
        if (kind != 1) {
            rect(svg, "k" + kind, x, y, 6, null);
            return;
        }
        String sides = "M" + x + " " + y[0] + "V" + y[1] + "m6 0V" + y[0];
        String caps = (y[0] == MID ? "h-6" : "") + (y[1] == MID ? "M" + x + " 12h6" : "");
        svg.open("path", "class", "k1", "d", sides + caps);
    }

    /** Mutexes, page locks and spinlocks stand side by side. */
    static int kind(String lock) {
        return lock.matches(".*(mutex|_sem).*") ? 0 : lock.startsWith("page") ? 1 : 2;
    }

    private void requests(Html svg, int n) {
        tracks.all().forEach((life, track) -> request(svg, life, trackX(track), n));
    }

    /** On its way, at work, answered: the line is dashed, thick, thin. */
    private void request(Html svg, RequestLife life, int x, int n) {
        int end = trace.steps().size();
        int read = life.read() == 0 ? end : life.read();
        int replied = life.replied() == 0 ? end : life.replied();
        line(svg, "q", x, ends(life.sent(), read, life.read() == 0, n));
        if (life.read() != 0) {
            line(svg, "a", x, ends(read, replied, life.replied() == 0, n));
        }
        if (life.replied() != 0) {
            int ended = life.ended() == 0 ? end : life.ended();
            line(svg, "e", x, ends(replied, ended, life.ended() == 0, n));
        }
    }

    private void arrows(Html svg, Trace.Step step) {
        tracks.all()
                .forEach(
                        (life, track) -> {
                            int to = trackX(track);
                            if (life.sent() == step.n()) {
                                arrow(svg, x(step.task(), step.n()), to - 5);
                            }
                            if (life.replied() == step.n()) {
                                boolean awaited = trace.tasks().contains(life.slot());
                                int home = awaited ? laneX(life.slot()) + LIFE : fence + 8;
                                arrow(svg, to, home + 6);
                            }
                        });
    }

    private static void arrow(Html svg, int from, int to) {
        int back = to > from ? -5 : 5;
        String head = "M" + (to + back) + " 9L" + to + " 12L" + (to + back) + " 15";
        svg.open("path", "class", "r", "d", "M" + from + " 12H" + to + head);
    }

    private void dot(Html svg, Trace.Step step) {
        int n = step.n();
        int x = x(step.task(), n);
        if (n == trace.steps().size()) {
            svg.open("circle", "class", "v", "cx", String.valueOf(x), "cy", "12", "r", "8");
            svg.open("path", "class", "vx", "d", "M" + (x - 3) + " 9l6 6m0-6l-6 6");
            return;
        }
        String kind = matters.contains(n) ? "d" : "d h";
        boolean applies =
                tracks.all().keySet().stream().anyMatch(life -> life.applied() == step.n());
        if (applies) {
            String left = String.valueOf(x - 4);
            svg.open("rect", "class", kind, "x", left, "y", "8", "width", "8", "height", "8");
        } else {
            svg.open("circle", "class", kind, "cx", String.valueOf(x), "cy", "12", "r", "4");
        }
    }

    /** What the step takes or sends, beside its dot. */
    private void notes(Html svg, Trace.Step step) {
        int n = step.n();
        List<String> notes = new ArrayList<>();
        for (Span span : reading.locks()) {
            boolean kept = span.open() || span.last() > n;
            if (span.first() == n && kept && span.context().equals(step.task())) {
                notes.add(span.what());
            }
        }
        for (Span span : reading.nowrite()) {
            if (span.first() == n) {
                notes.add("nowrite");
            } else if (span.last() == n && step.label().contains("release")) {
                notes.add("release");
            }
        }
        for (RequestLife life : tracks.all().keySet()) {
            if (life.sent() == n || life.read() == n) {
                notes.add(life.writeback() ? life.name() : life.opcode());
            }
        }
        boolean ofDaemon = !lane(step.task()).equals(step.task());
        int x = ofDaemon ? trackX(Math.max(1, tracks.count()) - 1) : laneX(step.task()) + LIFE;
        if (!notes.isEmpty()) {
            text(svg, x + 9, 8, "t", String.join(", ", notes));
        }
    }

    private static void text(Html svg, int x, int y, String kind, String text) {
        svg.element("text", text, "class", kind, "x", String.valueOf(x), "y", String.valueOf(y));
    }

    private static void rect(Html svg, String kind, int x, int[] y, int width, String fill) {
        svg.open(
                "rect",
                "class",
                kind,
                "x",
                String.valueOf(x),
                "y",
                String.valueOf(y[0]),
                "width",
                String.valueOf(width),
                "height",
                String.valueOf(y[1] - y[0]),
                "fill",
                fill);
    }

    private static void line(Html svg, String kind, int x, int[] y) {
        if (y != null) {
            svg.open("path", "class", kind, "d", "M" + x + " " + y[0] + "V" + y[1]);
        }
    }
}
