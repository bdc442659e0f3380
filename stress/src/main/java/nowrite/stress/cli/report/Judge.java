package nowrite.stress.cli.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import nowrite.spec.Property;
import nowrite.spec.engine.Judgement;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.ScenarioParser;
import nowrite.stress.cli.home.Engines;
import nowrite.stress.cli.jobs.Counts;
import nowrite.stress.cli.jobs.Outcome;
import nowrite.stress.cli.jobs.Row;

/**
 * Holds the rows of a check against what the scenarios expect, against each other, and against the
 * recorded counts.
 */
public final class Judge {

    private final Counts counts;
    private final List<Finding> failures = new ArrayList<>();
    private final List<Finding> disagreements = new ArrayList<>();
    private final List<Finding> differences = new ArrayList<>();
    private final List<Finding> unknowns = new ArrayList<>();
    private final Set<Finding> notes = new LinkedHashSet<>();
    private final Set<String> uncounted = new LinkedHashSet<>();

    private Judge(Counts counts) {
        this.counts = counts;
    }

    /** Judges the rows. */
    public static Findings judge(Collection<Row> rows, Counts counts) {
        return judge(rows, counts, null);
    }

    /**
     * Judges the rows.
     *
     * @param all all scenarios there are, to find out which are gone; null if it is not known
     */
    public static Findings judge(Collection<Row> rows, Counts counts, List<Scenario> all) {
        Judge judge = new Judge(counts);
        if (all != null) {
            judge.gone(all);
        }
        Map<String, List<Row>> pairs = new LinkedHashMap<>();
        for (Row row : rows) {
            judge.verdict(row);
            judge.count(row);
            pairs.computeIfAbsent(place(row), place -> new ArrayList<>()).add(row);
        }
        pairs.forEach(judge::compare);
        judge.noteUncounted();
        return new Findings(
                judge.failures,
                judge.disagreements,
                judge.differences,
                judge.unknowns,
                List.copyOf(judge.notes));
    }

    private static String place(Row row) {
        return row.outcome().scenario() + ", " + row.outcome().kernel();
    }

    private static String again(Row row) {
        return again(row.outcome()) + " " + Engines.option(row.outcome().engine());
    }

    private static String again(Outcome outcome) {
        return "./nowrite check --fresh "
                + outcome.scenario()
                + " --kernel '"
                + outcome.kernel()
                + "'";
    }

    /** A scenario, or a kernel of one, that was searched once and is not there any more. */
    private void gone(List<Scenario> all) {
        counts.withoutScenario((name, kernel) -> CountKeeper.exists(all, name, kernel))
                .forEach(
                        place ->
                                differences.add(
                                        new Finding(
                                                place,
                                                "its number of states is recorded, and it is gone:"
                                                        + " bring it back, or --accept that",
                                                "./nowrite check")));
    }

    private void verdict(Row row) {
        Judgement judgement = row.judgement();
        String name = row.job().name();
        judgement.failures().forEach(what -> failures.add(new Finding(name, what, again(row))));
        judgement
                .differences()
                .forEach(what -> differences.add(new Finding(name, what, again(row))));
        judgement.unknowns().forEach(what -> unknowns.add(new Finding(name, what, again(row))));
    }

    private void count(Row row) {
        Outcome outcome = row.outcome();
        if (!outcome.exhausted()) {
            return;
        }
        Counts.Count recorded = counts.get(outcome.scenario(), outcome.kernel()).orElse(null);
        if (recorded == null) {
            if (!ScenarioParser.isOwn(outcome.scenario())) {
                uncounted.add(place(row));
            }
            return;
        }
        count(row, "states", recorded.states(), outcome.states());
        if (outcome.engine().equals(Engines.EXPLORER) && recorded.edges() > 0) {
            count(row, "edges", recorded.edges(), outcome.edges());
        }
    }

    private void count(Row row, String what, long recorded, long found) {
        String numbers =
                String.format(Locale.ROOT, "%,d %s; %,d are recorded", found, what, recorded);
        if (found < recorded) {
            differences.add(
                    new Finding(
                            row.job().name(),
                            numbers + ": behaviour was lost, unless you --accept it",
                            again(row)));
        } else if (found > recorded) {
            notes.add(new Finding(place(row), numbers + "; --accept records it", null));
        }
    }

    private void noteUncounted() {
        if (!uncounted.isEmpty()) {
            notes.add(
                    new Finding(
                            uncounted.iterator().next()
                                    + (uncounted.size() == 1
                                            ? ""
                                            : " and " + (uncounted.size() - 1) + " more"),
                            "no number of states is recorded; --accept records it",
                            null));
        }
    }

    /** Holds the engines against each other where both searched everything. */
    private void compare(String place, List<Row> rows) {
        List<Row> exhausted = rows.stream().filter(row -> row.outcome().exhausted()).toList();
        for (int i = 1; i < exhausted.size(); i++) {
            Outcome a = exhausted.get(0).outcome();
            Outcome b = exhausted.get(i).outcome();
            if (a.states() != b.states()) {
                disagree(
                        place,
                        a,
                        String.format(
                                Locale.ROOT,
                                "%s finds %,d states, %s %,d",
                                a.engine(),
                                a.states(),
                                b.engine(),
                                b.states()));
            }
            for (Property property : Property.values()) {
                List<String> ofA = List.of(a.words().get(property).text());
                List<String> ofB = List.of(b.words().get(property).text());
                compare(place, a, property.name(), ofA, b, ofB);
            }
            compare(place, a, "reached", sorted(a.reached()), b, sorted(b.reached()));
            compare(place, a, "blocked for good", sorted(a.blocked()), b, sorted(b.blocked()));
        }
    }

    private void compare(
            String place, Outcome a, String what, List<String> ofA, Outcome b, List<String> ofB) {
        if (!ofA.equals(ofB)) {
            disagree(
                    place,
                    a,
                    what
                            + " in "
                            + a.engine()
                            + ": "
                            + names(ofA)
                            + "; in "
                            + b.engine()
                            + ": "
                            + names(ofB));
        }
    }

    private void disagree(String place, Outcome a, String what) {
        disagreements.add(new Finding(place, what, again(a)));
    }

    private static List<String> sorted(List<String> names) {
        return names.stream().sorted().toList();
    }

    private static String names(List<String> names) {
        return names.isEmpty() ? "nothing" : String.join(", ", names);
    }
}
