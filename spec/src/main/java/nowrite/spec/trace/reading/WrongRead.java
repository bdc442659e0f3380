package nowrite.spec.trace.reading;

import java.util.List;

/** What is wrong with what a read returned. */
final class WrongRead {
    private final Ending e;

    WrongRead(Ending e) {
        this.e = e;
    }

    /** The half page that a read operation names; -1 if the operation is no read. */
    static int half(String operation) {
        return operation.matches("read (direct )?\\d+h")
                ? Integer.parseInt(operation.replaceAll("\\D", ""))
                : -1;
    }

    /** The sentence; null if the last step ends no read. */
    String sentence() {
        if (e.end == 0) {
            return null;
        }
        String task = e.actor();
        String operation = e.operation(task);
        int half = half(operation);
        if (operation.equals("stat cached")) {
            return oldAttributes(task);
        }
        if (half < 0) {
            return null;
        }
        boolean direct = operation.contains("direct");
        String got = returned(task, half, direct);
        List<String> order = Texts.list(e.last.get("ghost.order." + half));
        String newest = order.isEmpty() ? got : order.get(order.size() - 1);
        boolean gone =
                Texts.list(e.states.get(e.end - 1).get("ghost.gone." + task))
                        .contains(got + "@" + half);
        int begun = e.began(task);
        e.steps.add(begun);
        e.cells.add("daemon.data");
        int when = e.stored(gone ? got : newest, half);
        for (RequestLife life : e.lives.all()) {
            if (life.covers(half / 2) && life.applied() != 0) {
                e.about(life);
            }
        }
        return (direct ? "The O_DIRECT read of " : "read(2) of ")
                + task
                + " returns "
                + got
                + " for half page "
                + half
                + (gone
                        ? ", which was taken away before it began (step " + begun + ")."
                        : ", though "
                                + newest
                                + " was stored there (step "
                                + when
                                + ") before it began.");
    }

    private String oldAttributes(String task) {
        e.cells.add("attributes");
        e.steps.add(e.began(task));
        String after = "";
        for (RequestLife life : e.lives.all()) {
            if (life.writeback() && life.replied() != 0) {
                e.about(life);
                after = life.name() + " was answered (step " + life.replied() + ")";
            }
        }
        return "stat of "
                + task
                + " returns the attributes that were cached before "
                + after
                + ", which gave the file another time of modification.";
    }

    /** What the read got: of the daemon's answer, or of the cached page. */
    private String returned(String task, int half, boolean direct) {
        if (direct) {
            String request = e.states.get(e.end - 1).getOrDefault("req." + task, "");
            List<String> content = Texts.list(request.replaceFirst(".*?(\\[.*?]).*", "$1"));
            return content.size() == 2 ? content.get(half % 2) : "nothing";
        }
        String page = String.valueOf(half / 2);
        String frame = "frame" + page + "." + e.last.get("page" + page + ".cached") + ".data";
        e.cells.add(frame);
        List<String> content = Texts.list(e.last.get(frame));
        return content.size() == 2 ? content.get(half % 2) : "nothing";
    }
}
