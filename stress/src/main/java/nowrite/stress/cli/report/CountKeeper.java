package nowrite.stress.cli.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.ScenarioParser;
import nowrite.stress.cli.jobs.Counts;
import nowrite.stress.cli.jobs.Outcome;
import nowrite.stress.cli.jobs.Row;

/** Takes the counts of a check over into the recorded ones. */
public final class CountKeeper {

    private CountKeeper() {}

    /**
     * Records the counts of every exhausted run on which the engines agree.
     *
     * @param rows the check
     * @param counts the recorded counts, changed by this
     * @param all all scenarios there are, to forget the counts of others; null to forget none
     * @return how many counts are new or changed
     */
    public static int accept(List<Row> rows, Counts counts, List<Scenario> all) {
        Map<List<String>, List<Outcome>> pairs = new LinkedHashMap<>();
        for (Row row : rows) {
            Outcome outcome = row.outcome();
            if (outcome.exhausted() && !ScenarioParser.isOwn(outcome.scenario())) {
                pairs.computeIfAbsent(
                                List.of(outcome.scenario(), outcome.kernel()),
                                place -> new ArrayList<>())
                        .add(outcome);
            }
        }
        int changed = 0;
        for (List<Outcome> outcomes : pairs.values()) {
            changed += accept(outcomes, counts) ? 1 : 0;
        }
        if (all != null) {
            counts.keepOnly((scenario, kernel) -> exists(all, scenario, kernel));
        }
        return changed;
    }

    private static boolean accept(List<Outcome> outcomes, Counts counts) {
        Outcome any = outcomes.get(0);
        if (outcomes.stream().anyMatch(outcome -> outcome.states() != any.states())) {
            return false;
        }
        Optional<Counts.Count> old = counts.get(any.scenario(), any.kernel());
        long edges =
                outcomes.stream()
                        .filter(outcome -> outcome.engine().equals("explorer"))
                        .mapToLong(Outcome::edges)
                        .findFirst()
                        .orElse(
                                old.filter(count -> count.states() == any.states())
                                        .map(Counts.Count::edges)
                                        .orElse(0L));
        Counts.Count count = new Counts.Count(any.states(), edges);
        if (old.isPresent() && old.get().equals(count)) {
            return false;
        }
        counts.put(any.scenario(), any.kernel(), count);
        return true;
    }

    /** Whether one of the scenarios has this name and names this kernel. */
    public static boolean exists(List<Scenario> all, String scenario, String kernel) {
        return all.stream()
                .filter(one -> one.name().equals(scenario))
                .flatMap(one -> one.expectations().stream())
                .anyMatch(expectation -> expectation.kernel().toString().equals(kernel));
    }
}
