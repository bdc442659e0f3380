package nowrite.stress.explore.search;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * What a search found.
 *
 * @param graph the states and steps found
 * @param exhausted whether these are all
 * @param stopped why they are not all, in words; null if they are
 * @param violations for each violated property's ordinal a state nearest to the start
 * @param exercised ordinals of the properties whose premise was met, as bits
 * @param deadlock a nearest state in which nothing can move and not all is well, -1 if none
 * @param livelock a nearest state from which no end can be reached any more, -1 if none
 * @param blocked names of tasks seen blocked for good in an accepted wait
 * @param at the labels asked for at which a context stood
 * @param asleep the labels asked for at which a context slept
 * @param conditions the conditions asked for that held in some state
 * @param depth steps of the longest shortest schedule
 * @param time how long it took
 */
public record Answer(
        StateGraph graph,
        boolean exhausted,
        String stopped,
        Map<Integer, Integer> violations,
        long exercised,
        int deadlock,
        int livelock,
        Set<String> blocked,
        Set<String> at,
        Set<String> asleep,
        Set<String> conditions,
        int depth,
        Duration time) {}
