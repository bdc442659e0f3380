package nowrite.spec.trace.reading;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with writectr, or with the queue that it guards. */
final class WrongCounter {
    private final Ending e;
    private String broken = "";

    WrongCounter(Ending e) {
        this.e = e;
    }

    /** The sentence. */
    String sentence() {
        String value = e.last.getOrDefault("writectr", "0");
        e.cells.add("writectr");
        if (!Texts.list(e.last.get("queued_writes")).isEmpty() && allDone()) {
            e.cells.add("queued_writes");
            List<String> names = new ArrayList<>();
            for (String slot : Texts.list(e.last.get("queued_writes"))) {
                RequestLife life = e.lives.at(slot, e.end);
                if (life != null) {
                    e.about(life);
                    names.add(e.of(life));
                }
            }
            broken = "queued_writes";
            return "Every task is done, and "
                    + Texts.and(names)
                    + " is still on queued_writes: nobody is left to send it.";
        }
        boolean held = !Paths.NOBODY.equals(e.last.getOrDefault("i_mutex", Paths.NOBODY));
        if (value.startsWith("NOWRITE") && !held) {
            e.cells.add("i_mutex");
            broken = "i_mutex";
            return "writectr is " + value + " while nobody holds i_mutex" + setter() + ".";
        }
        broken = "count";
        return "writectr is "
                + value
                + ", which is neither a count of WRITEs in flight nor"
                + " NOWRITE plus such a count.";
    }

    /** Who set the bias that is still there, and how it comes to be without i_mutex. */
    private String setter() {
        int set = 0;
        for (int n = 1; n <= e.end; n++) {
            if (Spans.isNowrite(e.states.get(n)) && !Spans.isNowrite(e.states.get(n - 1))) {
                set = n;
            }
        }
        if (set == 0) {
            return "";
        }
        e.steps.add(set);
        String who = e.trace.steps().get(set - 1).task();
        String holder = e.states.get(set).getOrDefault("i_mutex", Paths.NOBODY);
        int given = 0;
        for (int n = set + 1; n <= e.end; n++) {
            if (holder.equals(e.states.get(n - 1).get("i_mutex"))
                    && !holder.equals(e.states.get(n).get("i_mutex"))) {
                given = n;
            }
        }
        String has = ": " + who + " set nowrite (step " + set + ")";
        if (holder.equals(Paths.NOBODY) || given == 0) {
            return has + " without it";
        }
        e.steps.add(given);
        return holder.equals(who)
                ? has + " and has given i_mutex back (step " + given + ") without releasing nowrite"
                : has + " without it, and " + holder + " has given it back (step " + given + ")";
    }

    /** What must hold: the clause that is broken, where the property has several. */
    String rule() {
        if (!broken.isEmpty()) {
            String[] clauses = e.trace.sentence().split("; ");
            for (int i = 0; i < clauses.length; i++) {
                if (clauses[i].contains(broken)) {
                    String rule = clauses[i].endsWith(".") ? clauses[i] : clauses[i] + ".";
                    char first = rule.charAt(0);
                    return (i == 0 ? first : Character.toUpperCase(first)) + rule.substring(1);
                }
            }
        }
        return e.trace.sentence();
    }

    private boolean allDone() {
        return e.trace.tasks().stream().allMatch(t -> "done".equals(e.last.get(t + ".pc")));
    }
}
