package nowrite.stress.kernel.bench;

import java.util.Set;
import nowrite.stress.kernel.daemon.Conduct;

/**
 * What a live run does.
 *
 * @param seconds how long the clients work, all rounds together
 * @param processes how many client processes there are
 * @param threads how many threads they have together
 * @param pages how many pages of the file are mapped
 * @param writebackCache whether write(2) goes to the page cache
 * @param conduct how the daemon answers
 * @param seed of everything random; the kernel's own order is not ours to choose
 * @param without operations that are left out
 */
public record Workplan(
        int seconds,
        int processes,
        int threads,
        int pages,
        boolean writebackCache,
        Conduct conduct,
        long seed,
        Set<String> without) {

    private static final int ROUND_SECONDS = 20;
    private static final int PROMPT_ROUND_SECONDS = 5;

    /** How long a round is, with a mount of its own: its log must fit into memory. */
    int roundSeconds() {
        int most = conduct.isPrompt() ? PROMPT_ROUND_SECONDS : ROUND_SECONDS;
        return Math.min(most, seconds);
    }

    /** How many rounds there are. */
    public int rounds() {
        return (seconds + roundSeconds() - 1) / roundSeconds();
    }

    /** The command that does the same. */
    public String command() {
        StringBuilder text = new StringBuilder("./nowrite kernel --time " + seconds);
        text.append(" --threads ").append(threads);
        if (processes != 1) {
            text.append(" --processes ").append(processes);
        }
        text.append(" --pages ").append(pages);
        text.append(" --writeback-cache ").append(writebackCache ? "on" : "off");
        text.append(" --delay ").append(conduct).append(" --seed ").append(seed);
        if (!without.isEmpty()) {
            text.append(" --without ").append(String.join(",", without));
        }
        return text.toString();
    }
}
