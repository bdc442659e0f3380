package nowrite.stress.page;

import java.util.List;

/**
 * What the index page of a run shows, of whatever kind the run is: a check, a corpus, a patch, a
 * stress run. Links are relative to the page.
 *
 * @param kind what was run, one word: {@code check}
 * @param sentence the verdict in one sentence
 * @param good whether all is as expected so far
 * @param done runs that have ended
 * @param total runs there are; more than {@code done} while it is at work
 * @param written when the page was written, for a person
 * @param findings what is wrong or worth knowing, the worst first
 * @param columns heads of the grid: properties, with what they say
 * @param grid the lines of the grid
 * @param runs the runs, in any order
 * @param locks the locks that were taken while others were held; null if that is not known yet
 */
public record RunIndex(
        String kind,
        String sentence,
        boolean good,
        int done,
        int total,
        String written,
        List<Finding> findings,
        List<Head> columns,
        List<Line> grid,
        List<Run> runs,
        LockOrder locks) {

    /** What a run came to; the worse stands further up. */
    public enum Rank {
        /** A verdict differs from what is expected, or an engine failed. */
        UNEXPECTED("Not as expected"),
        /** It stayed undecided. */
        UNKNOWN("Unknown"),
        /** Something is violated that is expected to be. */
        VIOLATION("Expected violations"),
        /** Everything holds, as expected. */
        PASS("Passes");

        private final String head;

        Rank(String head) {
            this.head = head;
        }

        /** The heading over such runs. */
        String head() {
            return head;
        }
    }

    /**
     * Something a person should know.
     *
     * @param kind what kind of finding, a few words
     * @param where the run
     * @param what what was found
     * @param again the command that shows it again; null if there is none
     */
    public record Finding(String kind, String where, String what, String again) {}

    /** The head of a column of the grid, and what it stands for. */
    public record Head(String name, String title) {}

    /** A line of the grid: a kernel and its cells, in the order of the columns. */
    public record Line(String name, List<Cell> cells) {}

    /**
     * A cell of the grid.
     *
     * @param text what it says
     * @param kind how it looks: {@code violated}, {@code holds}, {@code none}, {@code unknown}
     * @param expected whether it is as expected
     * @param link the page of a counterexample; null if there is none
     */
    public record Cell(String text, String kind, boolean expected, String link) {}

    /** A violated property of a run and the page of its counterexample. */
    public record Violation(String property, int steps, String link) {}

    /**
     * One run.
     *
     * @param rank what it came to
     * @param scenario what was run
     * @param kernel on which kernel
     * @param engine by which engine
     * @param verdict in words, but for the violations
     * @param violations the violated properties
     * @param expected what was expected
     * @param states distinct states
     * @param depth the longest shortest schedule, in steps
     * @param time how long it took, for a person
     * @param change what is different from the last time, in words
     */
    public record Run(
            Rank rank,
            String scenario,
            String kernel,
            String engine,
            String verdict,
            List<Violation> violations,
            String expected,
            long states,
            int depth,
            String time,
            String change) {}

    /** Copies the lists. */
    public RunIndex {
        findings = List.copyOf(findings);
        columns = List.copyOf(columns);
        grid = List.copyOf(grid);
        runs = List.copyOf(runs);
    }

    /** Whether it is still at work. */
    boolean isRunning() {
        return done < total;
    }
}
