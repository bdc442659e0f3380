package nowrite.stress.kernel.judge;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import nowrite.spec.tlc.BoundaryRules;
import nowrite.spec.tlc.BoundaryRules.Fact;
import nowrite.stress.kernel.log.Operation;
import nowrite.stress.kernel.log.Request;

/** The rules with their tallies: each question goes to the specification. */
final class Book {

    private final BoundaryRules rules;
    private final Map<Rule, Tally> tallies = new EnumMap<>(Rule.class);

    Book(BoundaryRules rules) {
        this.rules = rules;
        for (Rule rule : Rule.values()) {
            tallies.put(rule, new Tally(rule));
        }
    }

    Map<Rule, Tally> tallies() {
        return tallies;
    }

    Fact of(Request request) {
        return rules.fact(
                Map.of(
                        "read", request.read(),
                        "replying", request.replying(),
                        "replied", request.replied(),
                        "err", request.error()));
    }

    Fact of(Operation operation) {
        return rules.fact(
                Map.of(
                        "begin", operation.begin(),
                        "end", operation.end(),
                        "result", operation.result()));
    }

    /** Any record. */
    Fact of(Map<String, Integer> fields) {
        return rules.fact(fields);
    }

    /** An operation that cuts something off, whose request had been answered at a moment. */
    Fact cut(Operation operation, int gone) {
        return rules.fact(
                Map.of(
                        "begin", operation.begin(),
                        "end", operation.end(),
                        "result", operation.result(),
                        "gone", gone));
    }

    /** Something was seen, no earlier than at a moment. */
    Fact seen(int moment) {
        return rules.fact(Map.of("seen", moment));
    }

    Fact requests(Collection<Request> some) {
        return rules.set(some.stream().map(this::of).toList());
    }

    Fact operations(Collection<Operation> some) {
        return rules.set(some.stream().map(this::of).toList());
    }

    /** Says in words what a rule was asked about. */
    interface Words {
        String text();
    }

    /** Asks a rule about facts, and counts. */
    void ask(Rule rule, Words words, Fact... facts) {
        if (rules.holds("Premise_" + rule, facts)) {
            tallies.get(rule).exercised();
            if (!rules.holds(rule.name(), facts)) {
                tallies.get(rule).violated(words.text());
            }
        }
    }

    /** A request as a person finds it in the log. */
    static String words(Request request) {
        StringBuilder text = new StringBuilder(request.op());
        if (request.op().equals("WRITE")) {
            text.append(" of ").append(request.length()).append(" bytes at ");
            text.append(request.offset());
        } else if (request.size() >= 0) {
            text.append(" to size ").append(request.size());
        }
        return text.append(" (").append(request.place()).append(')').toString();
    }

    /** An operation as a person finds it in the log. */
    static String words(Operation operation) {
        return operation.op()
                + " "
                + operation.at()
                + (operation.value() == 0 ? "" : " value " + operation.value())
                + " of thread "
                + operation.thread()
                + " ("
                + operation.place()
                + ")";
    }

    /** Nothing or one thing, as a collection. */
    static <T> List<T> maybe(T one) {
        return one == null ? List.of() : List.of(one);
    }
}
