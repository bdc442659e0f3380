package nowrite.spec.tlc;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nowrite.spec.KernelCatalogue;
import nowrite.spec.tlc.TlaModules.Body;

/**
 * The disjuncts of Next, each with the labels of its steps. {@code ENABLED Next} tries one step
 * after the other; nearly always some context can take one, and its label says in which disjunct it
 * stands. So the few of that disjunct are tried first: {@code ENABLED D(c)} of a disjunct D implies
 * {@code ENABLED Next}, whatever the labels are. Where nothing is found so, Next itself decides.
 */
final class NextParts {

    private static final String NEXT = "Next";
    private static final Pattern QUANTIFIER = Pattern.compile("\\\\E (\\w+) \\\\in (\\w+) :");
    private static final Pattern NAMED = Pattern.compile("\\A\\s*LET l == (\\w+)");
    private static final Pattern CALL = Pattern.compile("\\b([A-Z]\\w*)\\((\\w+)\\)");

    private final TlaModules modules;
    private final List<String> labels = new ArrayList<>();
    private final List<String> disjuncts = new ArrayList<>();

    NextParts(TlaModules modules) {
        this.modules = modules;
        for (Body next : modules.bodiesOf(NEXT)) {
            List<MatchResult> quantifiers = QUANTIFIER.matcher(next.text()).results().toList();
            for (int i = 0; i < quantifiers.size(); i++) {
                boolean last = i + 1 == quantifiers.size();
                add(
                        quantifiers.get(i),
                        next.text()
                                .substring(
                                        quantifiers.get(i).end(),
                                        last
                                                ? next.text().length()
                                                : quantifiers.get(i + 1).start()));
            }
        }
    }

    private void add(MatchResult quantifier, String text) {
        Matcher call = CALL.matcher(text);
        while (call.find()) {
            if (call.group(2).equals(quantifier.group(1))) {
                Set<String> steps = new TreeSet<>();
                steps(call.group(1), steps, new HashSet<>());
                labels.add(steps.stream().collect(Collectors.joining("\", \"", "{\"", "\"}")));
                String context = quantifier.group(1);
                disjuncts.add(
                        quantifier.group()
                                + (" pc[" + context + "] \\in MC_At_" + labels.size())
                                + (" /\\ ENABLED " + call.group()));
            }
        }
    }

    /** Adds the label of each step of an operator: the first that its text names, or that of l. */
    private void steps(String operator, Set<String> steps, Set<String> seen) {
        if (!seen.add(operator)) {
            return;
        }
        for (Body body : modules.bodiesOf(operator)) {
            Matcher named = NAMED.matcher(body.text());
            if (named.find()) {
                steps(named.group(1), steps, seen);
            } else if (body.union()) {
                CALL.matcher(body.text())
                        .results()
                        .forEach(call -> steps(call.group(1), steps, seen));
            } else {
                KernelCatalogue.firstStepIn(body.text()).ifPresent(steps::add);
            }
        }
    }

    /**
     * Definitions after which {@code name} is true in no state without a next one, and in most of
     * those with one.
     *
     * @return nothing if Next has another form than {@code \E c \in S : D(c) \/ ...}
     */
    Optional<List<String>> definitions(String name) {
        if (disjuncts.isEmpty()) {
            return Optional.empty();
        }
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            lines.add("MC_At_" + (i + 1) + " == " + labels.get(i));
        }
        lines.add(name + " ==");
        disjuncts.forEach(disjunct -> lines.add("  \\/ " + disjunct));
        return Optional.of(lines);
    }
}
