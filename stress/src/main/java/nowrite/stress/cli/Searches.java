package nowrite.stress.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import nowrite.spec.engine.Engine;
import nowrite.stress.cli.jobs.Board;
import nowrite.stress.cli.jobs.Counts;
import nowrite.stress.cli.jobs.Estimates;
import nowrite.stress.cli.jobs.Fingerprint;
import nowrite.stress.cli.jobs.Job;
import nowrite.stress.cli.jobs.JobRunner;
import nowrite.stress.cli.jobs.Outcome;
import nowrite.stress.cli.jobs.OutcomeStore;
import nowrite.stress.cli.jobs.Row;

/** A row for each job: remembered where nothing has changed, searched otherwise. */
final class Searches {
    private final String title;
    private final PrintWriter err;
    private final OutcomeStore store;
    private final Estimates estimates;
    private final Map<Job, Row> rows = new LinkedHashMap<>();

    /**
     * Looks up what is remembered.
     *
     * @param title what goes on, one word
     * @param jobs everything there is to do
     * @param fresh whether nothing is to be remembered
     */
    Searches(
            String title,
            Workplace place,
            Counts counts,
            List<Job> jobs,
            boolean fresh,
            PrintWriter err) {
        this.title = title;
        this.err = err;
        this.store = new OutcomeStore(place.checkout(), new Fingerprint(place.checkout()));
        this.estimates = new Estimates(store, counts);
        for (Job job : jobs) {
            Optional<Outcome> remembered = fresh ? Optional.empty() : store.find(job);
            rows.put(job, remembered.map(outcome -> new Row(job, outcome, true)).orElse(null));
        }
    }

    /** The jobs that have no row yet. */
    List<Job> missing() {
        List<Job> missing = new ArrayList<>();
        rows.forEach(
                (job, row) -> {
                    if (row == null) {
                        missing.add(job);
                    }
                });
        return missing;
    }

    /** How many jobs there are. */
    int total() {
        return rows.size();
    }

    /** The rows that are there, in the order of the jobs. */
    List<Row> rows() {
        return rows.values().stream().filter(Objects::nonNull).toList();
    }

    /**
     * Searches what is missing.
     *
     * @param engines gives the engine of a name
     * @param atOnce how many runs at once
     * @param arrived is called before the first and whenever a row is there
     * @throws InterruptedException if the process is ending; nothing is left running
     */
    void run(Function<String, Engine> engines, int atOnce, Consumer<Searches> arrived)
            throws InterruptedException {
        List<Job> missing = missing();
        try (Board board = new Board(title, missing, estimates::millis, atOnce, err)) {
            JobRunner runner = new JobRunner(engines, store, estimates, atOnce);
            arrived.accept(this);
            runner.run(
                    missing,
                    board,
                    row -> {
                        rows.put(row.job(), row);
                        arrived.accept(this);
                    });
        }
    }
}
