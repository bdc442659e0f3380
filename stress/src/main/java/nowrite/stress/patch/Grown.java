package nowrite.stress.patch;

import java.util.List;

/**
 * How far the bounds were grown around what a patch changes.
 *
 * @param rounds a line for each round: how many scenarios it has, how many were searched to the end
 * @param worse what got worse in a grown scenario
 * @param stopped why no more was searched
 */
record Grown(List<String> rounds, List<Compared> worse, String stopped) {
    /** Nothing was grown, for a reason. */
    static Grown not(String why) {
        return new Grown(List.of(), List.of(), why);
    }

    /** Copies the lists. */
    Grown {
        rounds = List.copyOf(rounds);
        worse = List.copyOf(worse);
    }
}
