package nowrite.spec.tlc;

import java.time.Duration;

/**
 * Watches a search on several hosts from line to line of TLC's server, which speaks every second.
 */
final class HostsWatch {

    private static final Duration STUCK = Duration.ofMinutes(3);

    private final TlcOutput said;
    private final HostsRound round;
    private long generated;
    private long movedNanos = System.nanoTime();

    HostsWatch(TlcOutput said, HostsRound round) {
        this.said = said;
        this.round = round;
    }

    /**
     * Takes the next line.
     *
     * @throws TlcException if the search cannot come to an end any more
     */
    void line(String line) {
        said.line(line);
        if (said.finished() || !said.violations().isEmpty()) {
            return;
        }
        if (said.generated() != generated) {
            generated = said.generated();
            movedNanos = System.nanoTime();
        }
        if (round.allLost()) {
            throw new TlcException("every worker is gone");
        }
        if (!round.lost().isEmpty() && System.nanoTime() - movedNanos > STUCK.toNanos()) {
            throw new TlcException(
                    "nothing has moved for " + STUCK.toSeconds() + " s since a worker was lost");
        }
    }
}
