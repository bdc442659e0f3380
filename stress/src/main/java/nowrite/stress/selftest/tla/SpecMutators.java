package nowrite.stress.selftest.tla;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import nowrite.stress.selftest.mutant.Mutant;

/**
 * Enumerates the mutants of the TLA+ modules from their text.
 *
 * <p>Left alone: the properties and the conditions of scenarios (modules Properties, Reach, and
 * P8), changes, that is operators to which no generation comes as it is, UNCHANGED (without it TLC
 * refuses the step), the values that Init gives, and the assertions of the spec about its own
 * bounds.
 */
final class SpecMutators {
    private static final Set<String> NOT_MODULES = Set.of("Properties", "Reach", "Reverts");

    private final Modules modules;
    private final Map<String, Set<String>> effects = new HashMap<>();
    private final LabelMutators labels;
    private final List<SpecMutant> mutants = new ArrayList<>();
    private final Map<String, Integer> ordinals = new TreeMap<>();
    private final Set<String> known = new HashSet<>();

    private Definition definition;
    private List<Token> body;

    private SpecMutators(Modules modules) {
        this.modules = modules;
        for (Definition one : modules.definitions()) {
            Set<String> assigned = modules.assigns(one.name());
            if (!assigned.isEmpty()) {
                effects.put(one.name(), assigned);
            }
        }
        labels = new LabelMutators(modules, effects.keySet());
    }

    /** All mutants, in the order of modules and operators. */
    static List<SpecMutant> of(Modules modules) {
        return of(modules, operator -> true);
    }

    /** The mutants of some operators. */
    static List<SpecMutant> of(Modules modules, Predicate<String> operators) {
        return new SpecMutators(modules).all(operators);
    }

    private List<SpecMutant> all(Predicate<String> operators) {
        for (Definition one : modules.definitions()) {
            if (NOT_MODULES.contains(one.module())
                    || !operators.test(one.name())
                    || one.name().matches("P[0-9A-Z]+|Spec")
                    || one.body().get(0).is("<<") && one.body().get(1).isName()) {
                continue;
            }
            definition = one;
            body = one.body();
            junctions();
            conditions();
            calls();
            updates();
            comparisons();
            numbers();
            for (LabelMutators.Change change : labels.of(one)) {
                add(change.kind(), change.at(), change.edits(), change.what());
            }
        }
        return mutants;
    }

    private void add(String kind, Token at, int from, int end, String text, String what) {
        int start = body.get(from).start();
        int last = body.get(end - 1).end();
        add(kind, at, List.of(new SpecMutant.Edit(start, last, text)), what);
    }

    private void add(String kind, Token at, List<SpecMutant.Edit> edits, String what) {
        if (!known.add(definition.module() + edits)) {
            return;
        }
        String base = definition.module() + ":" + definition.name() + ":" + kind;
        String id = base + ":" + ordinals.merge(base, 1, Integer::sum);
        String place = "spec/tla/" + definition.module() + ".tla:" + at.line();
        mutants.add(
                new SpecMutant(
                        new Mutant(Mutant.Side.SPEC, id, place, what),
                        definition.module(),
                        definition.name(),
                        edits));
    }

    /** The text of some tokens, on one line. */
    private String text(int from, int end) {
        String text =
                modules.text(definition.module())
                        .substring(body.get(from).start(), body.get(end - 1).end());
        return text.replaceAll("\\s+", " ");
    }

    private void junctions() {
        for (Junctions.Operand operand : new Junctions(body).operands()) {
            int first = operand.first();
            int end = operand.end();
            Token token = body.get(first);
            if (first == end || token.is("UNCHANGED", "Assert")) {
                continue;
            }
            if (!operand.conjunct()) {
                add("drop-branch", token, first, end, "FALSE", "never: " + text(first, end));
            } else if (isAssignment(first)) {
                assignment(first, end);
            } else if (!hasEffect(first, end)) {
                String what = "dropped: " + text(first, end);
                add("drop-guard", token, first, end, "TRUE", what);
            }
        }
    }

    private boolean isAssignment(int first) {
        return first + 2 < body.size()
                && body.get(first + 1).is("'")
                && body.get(first + 2).is("=");
    }

    private void assignment(int first, int end) {
        String variable = body.get(first).text();
        if (!text(first + 3, end).equals(variable)) {
            add(
                    "drop-effect",
                    body.get(first),
                    first + 3,
                    end,
                    variable,
                    variable + " stays as it is in place of " + text(first + 3, end));
        }
    }

    private boolean hasEffect(int first, int end) {
        for (int i = first; i < end; i++) {
            boolean init = definition.name().equals("Init");
            if (init || effects.containsKey(body.get(i).text()) || body.get(i).is("UNCHANGED")) {
                return true;
            }
            if (body.get(i).is("'") && i + 1 < end && body.get(i + 1).is("=")) {
                return true;
            }
        }
        return false;
    }

    private void conditions() {
        for (int i = 0; i < body.size(); i++) {
            if (body.get(i).is("IF")) {
                int depth = 1;
                int then = i + 1;
                for (; depth > 0; then++) {
                    depth += body.get(then).is("IF") ? 1 : body.get(then).is("THEN") ? -1 : 0;
                }
                int end = then - 1;
                for (String value : List.of("TRUE", "FALSE")) {
                    String what = "always " + value + ": IF " + text(i + 1, end);
                    add("force-condition", body.get(i), i + 1, end, value, what);
                }
            }
        }
    }

    /** Calls of operators that say what changes: nothing does. */
    private void calls() {
        for (int i = 0; i < body.size(); i++) {
            Set<String> assigned = effects.get(body.get(i).text());
            if (assigned == null || i > 0 && body.get(i - 1).is("\\/")) {
                continue;
            }
            boolean arguments = i + 1 < body.size() && body.get(i + 1).is("(");
            int end = arguments ? Definition.closing(body, i + 1) + 1 : i + 1;
            if (end < body.size() && body.get(end).is("\\/") || i > 0 && body.get(i - 1).is(":")) {
                continue;
            }
            add(
                    "drop-effect",
                    body.get(i),
                    i,
                    end,
                    "UNCHANGED <<" + String.join(", ", assigned) + ">>",
                    "without effect: " + text(i, end));
        }
    }

    /** Each field of an EXCEPT stays as it is. */
    private void updates() {
        for (int i = 0; i < body.size(); i++) {
            if (!body.get(i).is("EXCEPT")) {
                continue;
            }
            int open = i;
            for (int depth = 0; depth >= 0; ) {
                open--;
                depth += body.get(open).closes() ? 1 : body.get(open).opens() ? -1 : 0;
            }
            int close = Definition.closing(body, open);
            List<Integer> starts = new ArrayList<>(List.of(i + 1));
            int depth = 0;
            for (int j = i + 1; j < close; j++) {
                depth += body.get(j).opens() ? 1 : body.get(j).closes() ? -1 : 0;
                if (depth == 0 && body.get(j).is(",")) {
                    starts.add(j + 1);
                }
            }
            for (int n = 0; n < starts.size(); n++) {
                int first = starts.get(n);
                int end = n + 1 < starts.size() ? starts.get(n + 1) - 1 : close;
                String what = "not updated: " + text(first, end);
                Token at = body.get(first);
                if (starts.size() == 1) {
                    add("drop-update", at, open, close + 1, text(open + 1, i), what);
                } else if (n == 0) {
                    add("drop-update", at, first, end + 1, "", what);
                } else {
                    add("drop-update", at, first - 1, end, "", what);
                }
            }
        }
    }

    private void comparisons() {
        Map<String, String> other = Map.of("<", "<=", "<=", "<", ">", ">=", ">=", ">");
        for (int i = 1; i + 1 < body.size(); i++) {
            String sign = body.get(i).text();
            if (other.containsKey(sign)) {
                String what = other.get(sign) + " in place of " + sign + ": " + text(i - 1, i + 2);
                add("comparison", body.get(i), i, i + 1, other.get(sign), what);
            }
        }
    }

    /** Numbers that are added or taken away: one more, one less. */
    private void numbers() {
        for (int i = 1; i < body.size(); i++) {
            boolean added =
                    body.get(i - 1).is("+", "-")
                            || i + 1 < body.size() && body.get(i + 1).is("+", "-");
            if (body.get(i).isNumber() && added) {
                int value = Integer.parseInt(body.get(i).text());
                for (int changed : new int[] {value + 1, value - 1}) {
                    String what = changed + " in place of " + value + ": " + text(i - 1, i + 1);
                    add("number", body.get(i), i, i + 1, String.valueOf(changed), what);
                }
            }
        }
    }
}
