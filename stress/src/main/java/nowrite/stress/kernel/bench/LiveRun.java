package nowrite.stress.kernel.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nowrite.stress.kernel.judge.Judge;
import nowrite.stress.kernel.judge.Rule;
import nowrite.stress.kernel.judge.Tally;
import nowrite.stress.kernel.log.KernelLog;
import nowrite.stress.kernel.log.LogReader;

/** Rounds on the running kernel, each with a mount of its own, each judged when it has ended. */
public final class LiveRun {

    /** Logs are kept compressed. */
    private final Workplan plan;

    private final Judge judge;
    private final Path kept;

    /**
     * Prepares.
     *
     * @param boundary the folder of the rules
     * @param kept where the logs of rounds go that broke a rule, or broke themselves
     */
    public LiveRun(Workplan plan, Path boundary, Path kept) {
        this.plan = plan;
        this.judge = new Judge(boundary);
        this.kept = kept;
    }

    /**
     * What came out.
     *
     * @param rounds how many there were
     * @param millis how long the clients worked
     * @param operations how many operations they ended
     * @param requests how many requests the daemon read
     * @param protocol the minor version of FUSE's protocol that the kernel offers
     * @param aborted rounds in which somebody still waited at the end
     * @param tallies what the rules say
     * @param trouble what broke, for a person; null if nothing did
     * @param logs folders with logs that are kept
     */
    public record Result(
            int rounds,
            long millis,
            long operations,
            long requests,
            int protocol,
            int aborted,
            Map<Rule, Tally> tallies,
            String trouble,
            List<Path> logs) {}

    /** Gets how far the run is. */
    public interface Progress {
        /**
         * So far.
         *
         * @param round the round, from 1
         * @param operations in all rounds
         * @param violations in all rounds that have ended
         */
        void at(int round, long operations, long violations);
    }

    /** Runs all rounds, or as many as nothing breaks in. */
    public Result run(Progress progress) throws InterruptedException {
        RoundFolder.sweep();
        long operations = 0;
        long requests = 0;
        long millis = 0;
        int protocol = -1;
        int aborted = 0;
        int done = 0;
        String trouble = null;
        List<Path> logs = new ArrayList<>();
        for (int number = 1; number <= plan.rounds() && trouble == null; number++) {
            Path folder = RoundFolder.make();
            try {
                int seconds =
                        Math.min(
                                plan.roundSeconds(),
                                plan.seconds() - (number - 1) * plan.roundSeconds());
                long before = operations;
                int round = number;
                Round.Ended ended =
                        new Round(folder, plan)
                                .run(
                                        seconds,
                                        plan.seed() + number - 1,
                                        now -> progress.at(round, before + now, violations()));
                trouble = ended.trouble();
                aborted += ended.aborted() ? 1 : 0;
                operations += ended.operations();
                millis += seconds * 1000L;
                long violated = violations();
                KernelLog log = LogReader.read(ended.logs(), KeptLogs.ENDING);
                judge.judge(log, "round-" + number);
                requests += log.requests().size();
                protocol = log.protocol();
                done++;
                if (violations() > violated || trouble != null) {
                    logs.add(KeptLogs.keep(ended.logs(), kept.resolve("round-" + number)));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the logs of " + folder, e);
            } finally {
                RoundFolder.remove(folder);
            }
        }
        return new Result(
                done, millis, operations, requests, protocol, aborted, judge.sum(), trouble, logs);
    }

    private long violations() {
        return judge.sum().values().stream().mapToLong(Tally::violations).sum();
    }
}
