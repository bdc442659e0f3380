package nowrite.stress.patch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nowrite.spec.Property;
import nowrite.spec.trace.Trace;

/** The answer about a patch in one sentence. */
final class Sentences {
    private static final int NAMED = 3;

    private Sentences() {}

    /**
     * What got worse.
     *
     * @param cause the broken rule that it follows from; empty if there is none
     */
    static String breaks(String patch, String cause, List<Compared> worse) {
        String what = breaks(patch, worse);
        return cause.isEmpty()
                ? what
                : patch
                        + " breaks the rules of locks and contexts: "
                        + cause
                        + "; with that it"
                        + what.substring(patch.length());
    }

    static String breaks(String patch, List<Compared> worse) {
        Map<Property, List<String>> broken = new TreeMap<>();
        List<String> blocked = new ArrayList<>();
        for (Compared one : worse) {
            one.worse()
                    .forEach(
                            property ->
                                    broken.computeIfAbsent(property, p -> new ArrayList<>())
                                            .add(one.scenario()));
            one.newlyBlocked()
                    .forEach(task -> blocked.add("task " + task + " of " + one.scenario()));
        }
        List<String> parts = new ArrayList<>();
        broken.forEach(
                (property, scenarios) ->
                        parts.add(property + " (" + property.title() + ") in " + some(scenarios)));
        String text = parts.isEmpty() ? "" : patch + " breaks " + String.join("; ", parts);
        if (!blocked.isEmpty()) {
            String block = "blocks for good " + some(blocked);
            text += text.isEmpty() ? patch + " " + block : "; it " + block;
        }
        Optional<Trace> shortest =
                worse.stream()
                        .flatMap(one -> one.shortest().stream())
                        .min(Comparator.comparingInt(trace -> trace.steps().size()));
        return text
                + shortest.map(
                                trace ->
                                        "; shortest schedule "
                                                + trace.steps().size()
                                                + " steps ("
                                                + trace.property()
                                                + " in "
                                                + trace.scenario()
                                                + ")")
                        .orElse("");
    }

    static String unmet(String patch, OwnExpectations own) {
        return patch
                + " does not do what its own scenario "
                + own.scenario()
                + " expects: "
                + own.unmet().get(0);
    }

    static String againstOrder(String patch, String problem) {
        return patch
                + " breaks the rules of locks and contexts, though no scenario deadlocks: "
                + problem;
    }

    static String notWorse(String patch, List<Compared> searched) {
        Map<Property, List<String>> mended = new TreeMap<>();
        for (Compared one : searched) {
            one.better()
                    .forEach(
                            property ->
                                    mended.computeIfAbsent(property, p -> new ArrayList<>())
                                            .add(one.scenario()));
        }
        List<String> parts = new ArrayList<>();
        mended.forEach(
                (property, scenarios) ->
                        parts.add(property + " (" + property.title() + ") in " + some(scenarios)));
        String what =
                parts.isEmpty()
                        ? "breaks nothing and mends nothing in "
                        : "mends " + String.join("; ", parts) + "; nothing got worse in ";
        return patch
                + " "
                + what
                + count(searched.size())
                + ", all searched to the end"
                + silent(searched);
    }

    /** A pass that is none: what a scenario was about does not happen any more. */
    private static String silent(List<Compared> searched) {
        long silent =
                searched.stream()
                        .filter(one -> !one.silent().isEmpty() || !one.lost().isEmpty())
                        .count();
        return silent == 0
                ? ""
                : "; but in "
                        + count((int) silent)
                        + " something is not exercised or reached any more (silent)";
    }

    static String neutral(String patch, int searched) {
        return patch
                + " is neutral: the same verdicts and as many states and steps in "
                + count(searched)
                + " that execute what it overrides";
    }

    static String undecided(int searched, List<Compared> open, List<String> leftOut, long seconds) {
        List<String> parts = new ArrayList<>();
        if (!open.isEmpty()) {
            parts.add("not to the end: " + some(open.stream().map(Compared::scenario).toList()));
        }
        if (!leftOut.isEmpty()) {
            parts.add("not searched at all: " + some(leftOut));
        }
        return "undecided: nothing got worse in what was searched of "
                + count(searched)
                + " in "
                + seconds
                + " s; "
                + String.join("; ", parts)
                + "; more: --time SECONDS";
    }

    static String count(int scenarios) {
        return scenarios + (scenarios == 1 ? " scenario" : " scenarios");
    }

    static String some(List<String> names) {
        List<String> shown = names.subList(0, Math.min(NAMED, names.size()));
        int more = names.size() - shown.size();
        return String.join(", ", shown) + (more == 0 ? "" : " and " + more + " more");
    }
}
