package nowrite.spec.trace.reading;

import java.util.List;
import nowrite.spec.trace.Trace;

/** What is wrong with what the daemon does: a copy of something old, data after attributes. */
final class WrongAtDaemon {
    private final Ending e;

    WrongAtDaemon(Ending e) {
        this.e = e;
    }

    /** Of copy_file_range; null if the last step is not about one. */
    String copy() {
        if (e.end == 0) {
            return null;
        }
        Trace.Step step = e.trace.steps().get(e.end - 1);
        if (step.label().equals("fuse_copy_file_range:i_size")) {
            e.cells.add("i_size");
            e.steps.add(e.began(step.task()));
            return "copy_file_range of "
                    + step.task()
                    + " has copied less than its range, though i_size was beyond the range when it"
                    + " began: the daemon's file is shorter.";
        }
        RequestLife copy =
                Trace.isDaemon(step.task())
                        ? e.lives.at(Texts.slotOfDaemon(step.task()), e.end)
                        : null;
        if (copy == null || !copy.opcode().equals("COPY_FILE_RANGE")) {
            return null;
        }
        e.about(copy);
        String task = copy.slot();
        List<String> data = Texts.list(e.states.get(e.end - 1).get("daemon.data"));
        for (String cell : Texts.list(e.states.get(e.end - 1).get("ghost.before." + task))) {
            int at = cell.indexOf('@');
            int half = Integer.parseInt(cell.substring(at + 1));
            String content = cell.substring(0, at);
            List<String> order = Texts.list(e.last.get("ghost.order." + half));
            if (order.indexOf(data.get(half)) < order.indexOf(content)) {
                int when = e.stored(content, half);
                e.steps.add(e.began(task));
                e.cells.add("daemon.data");
                return "The daemon copies "
                        + data.get(half)
                        + " from half page "
                        + half
                        + " for copy_file_range of "
                        + task
                        + ", though "
                        + content
                        + " was stored there (step "
                        + when
                        + ") before it began.";
            }
        }
        return null;
    }

    /** P15: a WRITE that comes after the SETATTR. */
    String dataAfterAttributes() {
        if (e.end == 0) {
            return null;
        }
        Trace.Step step = e.trace.steps().get(e.end - 1);
        RequestLife write =
                Trace.isDaemon(step.task())
                        ? e.lives.at(Texts.slotOfDaemon(step.task()), e.end)
                        : null;
        if (write == null) {
            return null;
        }
        e.about(write);
        e.cells.add("daemon.data");
        for (RequestLife life : e.lives.all()) {
            if (life.opcode().equals("SETATTR") && life.applied() != 0) {
                e.about(life);
                e.steps.add(life.applied());
                return "The daemon gets "
                        + write.name()
                        + " "
                        + write.content()
                        + " after "
                        + life.name()
                        + " (step "
                        + life.applied()
                        + "), though it was stored before that began.";
            }
        }
        return null;
    }
}
