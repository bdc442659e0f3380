package nowrite.stress.selftest.tla;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Changes of the order of steps: a step left out, two neighbouring steps in the other order, and
 * labels on the call stack left out or in the other order.
 *
 * <p>A step can be left out if there is one action for it and this always goes on at one other
 * label; it can change places with the next if this is so of both, in one module.
 */
final class LabelMutators {

    /**
     * A change.
     *
     * @param kind the kind of mutant
     * @param at the token that stands for its place
     * @param edits what is put in place of what
     * @param what the change in words
     */
    record Change(String kind, Token at, List<SpecMutant.Edit> edits, String what) {}

    /** An action that always goes on at one label. */
    private record Straight(Definition definition, Token guard, Token next) {}

    private final Map<String, Straight> straight = new HashMap<>();

    LabelMutators(Modules modules, Set<String> effects) {
        for (Definition definition : modules.definitions()) {
            if (!definition.name().contains(Modules.VARIANT)) {
                Straight found = straight(definition, effects);
                if (found != null) {
                    straight.put(found.guard().text(), found);
                }
            }
        }
    }

    private static Straight straight(Definition definition, Set<String> effects) {
        List<Token> body = definition.body();
        Token guard = null;
        Token next = null;
        for (int i = 0; i + 5 < body.size(); i++) {
            if (body.get(i).is("pc") && body.get(i + 1).is("[") && body.get(i + 4).is("=")) {
                if (guard != null) {
                    return null;
                }
                guard = body.get(i + 5);
            }
            if (body.get(i).is("Goto")) {
                if (next != null) {
                    return null;
                }
                next = body.get(i + 4);
            } else if (effects.contains(body.get(i).text())
                    && body.get(i).isName()
                    && Set.of("Call", "Return", "Finish", "Oops").contains(body.get(i).text())) {
                return null;
            }
        }
        boolean clear = guard != null && next != null && guard.isString() && next.isString();
        return clear && !guard.text().equals(next.text())
                ? new Straight(definition, guard, next)
                : null;
    }

    /** The changes that begin in a definition. */
    List<Change> of(Definition definition) {
        List<Change> changes = new ArrayList<>();
        List<Token> body = definition.body();
        for (int i = 2; i < body.size(); i++) {
            Token token = body.get(i);
            if (token.isString() && straight.containsKey(token.text()) && goesOn(body, i)) {
                Token next = straight.get(token.text()).next();
                changes.add(
                        new Change(
                                "skip-step",
                                token,
                                List.of(replace(token, next.text())),
                                "the step " + token.text() + " is left out"));
            }
        }
        Straight here =
                straight.values().stream()
                        .filter(one -> one.definition() == definition)
                        .findFirst()
                        .orElse(null);
        if (here != null) {
            Straight after = straight.get(here.next().text());
            if (after != null && after.definition().module().equals(definition.module())) {
                changes.add(swapped(here, after));
            }
        }
        stacks(body, changes);
        return changes;
    }

    /** Whether a label is where an action or a call goes on, not one that is compared. */
    private static boolean goesOn(List<Token> body, int i) {
        return !body.get(i - 1).is("=", "#");
    }

    private static Change swapped(Straight one, Straight two) {
        List<SpecMutant.Edit> edits =
                List.of(
                        replace(one.guard(), two.guard().text()),
                        replace(one.next(), two.next().text()),
                        replace(two.guard(), one.guard().text()),
                        replace(two.next(), two.guard().text()));
        String what = one.guard().text() + " and " + two.guard().text() + " in the other order";
        return new Change("swap-steps", one.guard(), edits, what);
    }

    /** Tuples of labels: what waits on the call stack. */
    private static void stacks(List<Token> body, List<Change> changes) {
        for (int i = 0; i < body.size(); i++) {
            if (!body.get(i).is("<<")) {
                continue;
            }
            int close = Definition.closing(body, i);
            List<Token> inside = body.subList(i + 1, close);
            boolean onlyLabels =
                    !inside.isEmpty()
                            && IntStream.range(0, inside.size())
                                    .allMatch(
                                            n ->
                                                    n % 2 == 0
                                                            ? inside.get(n).isString()
                                                            : inside.get(n).is(","));
            if (!onlyLabels) {
                continue;
            }
            for (int n = 0; n < inside.size(); n += 2) {
                Token label = inside.get(n);
                int from = n == 0 ? label.start() : inside.get(n - 1).start();
                int end = n == 0 && inside.size() > 1 ? inside.get(1).end() : label.end();
                changes.add(
                        new Change(
                                "drop-return",
                                label,
                                List.of(new SpecMutant.Edit(from, end, "")),
                                "the return to " + label.text() + " is left out"));
                if (n + 2 < inside.size()) {
                    Token other = inside.get(n + 2);
                    changes.add(
                            new Change(
                                    "swap-steps",
                                    label,
                                    List.of(
                                            replace(label, other.text()),
                                            replace(other, label.text())),
                                    label.text() + " and " + other.text() + " in the other order"));
                }
            }
        }
    }

    private static SpecMutant.Edit replace(Token token, String text) {
        return new SpecMutant.Edit(token.start(), token.end(), text);
    }
}
