package nowrite.stress.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import nowrite.stress.cli.home.Engines;
import nowrite.stress.cli.jobs.Job;
import nowrite.stress.cli.jobs.Row;
import nowrite.stress.cli.report.Finding;

/** What the specification could not be asked, for a person to know: nothing of it has passed. */
final class NotAsked {
    private NotAsked() {}

    /**
     * A note for each reason for which runs of the explorer have no run of TLC beside them.
     *
     * @param leftOut why TLC was not asked about a job of the explorer that it could answer
     */
    static List<Finding> of(
            Workplace place, List<Row> rows, Function<Job, Optional<String>> leftOut) {
        Map<String, Integer> runs = new TreeMap<>();
        for (Row row : rows) {
            Job job = row.job();
            if (job.engine().equals(Engines.EXPLORER)) {
                place.engines()
                        .whyNot(Engines.TLC, job.scenario(), job.kernel())
                        .or(() -> leftOut.apply(job))
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
