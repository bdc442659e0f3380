package nowrite.spec.tlc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import nowrite.spec.engine.Progress;

/**
 * P7 as liveness: TLC's second search, over the same graph. Where no state shows that a task which
 * never named the file waits for the daemon, this asks whether each of them finishes on every
 * behaviour that is fair to the kernel, though the daemon may stop answering at any time.
 *
 * <p>A run counts only if TLC says that it has checked temporal properties on the whole graph, and
 * if that graph is as large as the one of the first search.
 */
final class TlcLiveness {
    private static final String FOLDER = "liveness";

    private final List<String> command;
    private final Path folder;
    private final Duration time;

    /**
     * A search in a folder of its own inside a run's folder.
     *
     * @param command of the child that runs TLC
     * @param folder the run's folder
     * @param time how long it may take
     */
    TlcLiveness(List<String> command, Path folder, Duration time) {
        this.command = command;
        this.folder = folder.resolve(FOLDER);
        this.time = time;
    }

    /**
     * Asks whether every task that never named the file finishes.
     *
     * @param distinct the states of the first search
     * @return the behaviour on which some task waits for good; empty if all finish on all
     * @throws TlcException if TLC broke, ran out of time or memory, or was not understood
     */
    List<TlcState> counterexample(McModule module, long distinct, Progress progress)
            throws IOException, InterruptedException {
        return counterexample(module, McModule.OUTSIDERS_FINISH, distinct, progress);
    }

    /** The same of another temporal property. */
    List<TlcState> counterexample(
            McModule module, String property, long distinct, Progress progress)
            throws IOException, InterruptedException {
        Path temporary = folder.resolve(RunFolder.TEMPORARY);
        Files.createDirectories(temporary);
        module.writeLiveness(folder, property);
        TlcOutput said = TlcOutput.ofLiveness(progress);
        TlcProcess.Ended ended = TlcChild.run(command, folder, "", time, said::line);
        RunFolder.deleteQuietly(temporary);
        String broken = broken(said, ended, distinct);
        if (broken != null) {
            throw new TlcException("liveness: " + broken);
        }
        return said.violations().isEmpty() ? List.of() : said.violations().get(0).states();
    }

    private static String broken(TlcOutput said, TlcProcess.Ended ended, long distinct) {
        if (ended.timedOut()) {
            return "time ran out after " + said.distinct() + " distinct states";
        }
        if (!said.problems().isEmpty()) {
            return String.join("; ", said.problems());
        }
        if (said.temporalStates() != distinct) {
            return "TLC checked temporal properties on "
                    + said.temporalStates()
                    + " states; the graph has "
                    + distinct;
        }
        boolean violated = !said.violations().isEmpty();
        if (ended.exitCode() != (violated ? TlcChildMain.LIVENESS_VIOLATED : 0)) {
            return "TLC ended with exit code " + ended.exitCode();
        }
        return violated || said.complete() ? null : "TLC did not say that it searched everything";
    }
}
