package nowrite.stress.kernel.judge;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import nowrite.spec.tlc.BoundaryRules;
import nowrite.stress.kernel.log.KernelLog;

/** Judges logs, one after the other, and adds up what they say. */
public final class Judge {

    private final BoundaryRules rules;
    private final Map<Rule, Tally> sum = new EnumMap<>(Rule.class);

    /**
     * With the rules of a folder.
     *
     * @throws nowrite.spec.tlc.TlcException if they are no module of TLA+
     */
    public Judge(Path boundary) {
        rules = BoundaryRules.load(boundary);
        for (Rule rule : Rule.values()) {
            sum.put(rule, new Tally(rule));
        }
    }

    /**
     * Judges a log.
     *
     * @param name of the log, before what is told of it; empty if there is one only
     * @return what this log says
     */
    public Map<Rule, Tally> judge(KernelLog log, String name) {
        Book book = new Book(rules);
        new RequestRules(log, book).judge();
        Words words = new Words(log);
        new ContentRules(words, book).judge();
        new DurabilityRules(log, words, book).judge();
        new ProbeRules(log, book).judge();
        book.tallies()
                .forEach(
                        (rule, tally) ->
                                sum.get(rule).add(tally, name.isEmpty() ? "" : name + ": "));
        return book.tallies();
    }

    /** What all logs said together. */
    public Map<Rule, Tally> sum() {
        return sum;
    }
}
