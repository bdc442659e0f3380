package nowrite.stress.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nowrite.stress.cli.home.Engines;
import nowrite.stress.cli.jobs.Row;
import nowrite.stress.cli.report.Finding;

/** What the specification could not be asked, for a person to know: nothing of it has passed. */
final class NotAsked {
    private NotAsked() {}

    /** A note for each reason for which runs of the explorer have no run of TLC beside them. */
    static List<Finding> of(Workplace place, List<Row> rows) {
        Map<String, Integer> runs = new TreeMap<>();
        for (Row row : rows) {
            if (row.job().engine().equals(Engines.EXPLORER)) {
                place.engines()
                        .whyNot(Engines.TLC, row.job().scenario(), row.job().kernel())
                        .ifPresent(why -> runs.merge(why, 1, Integer::sum));
            }
        }
        List<Finding> notes = new ArrayList<>();
        runs.forEach(
                (why, n) ->
                        notes.add(
                                new Finding(
                                        "tlc, skipped",
                                        why
                                                + ": "
                                                + n
                                                + (n == 1 ? " run" : " runs")
                                                + " decided by the explorer alone",
                                        null)));
        return notes;
    }
}
