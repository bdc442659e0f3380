package nowrite.stress.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import nowrite.stress.jcstress.S09DaemonAsActor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * The tests with three and four actors on plain threads: JCStress schedules them only where there
 * are as many processors, and they must not be wrong there for the first time.
 */
@Timeout(120)
class DaemonAsActorTest {
    private static final int TIMES = 300;

    /** A twin's outcome is rare on threads that share a processor: it has this long to show. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static Map<String, Integer> outcomes(Class<?> type) throws Exception {
        return outcomes(type, seen -> seen.values().stream().mapToInt(n -> n).sum() == TIMES);
    }

    private static void shows(String outcome, Class<?> type) throws Exception {
        Map<String, Integer> seen = outcomes(type, so -> so.containsKey(outcome));
        assertTrue(seen.containsKey(outcome), seen.toString());
    }

    private static Map<String, Integer> outcomes(
            Class<?> type, Predicate<Map<String, Integer>> enough) throws Exception {
        List<Method> actors = new ArrayList<>();
        Method arbiter = null;
        for (Method method : type.getDeclaredMethods()) {
            if (method.isAnnotationPresent(Actor.class)) {
                actors.add(method);
            } else if (method.isAnnotationPresent(Arbiter.class)) {
                arbiter = method;
            }
        }
        Map<String, Integer> outcomes = new TreeMap<>();
        ExecutorService pool = Executors.newFixedThreadPool(actors.size());
        try {
            long last = System.nanoTime() + PATIENCE.toNanos();
            while (!enough.test(outcomes) && System.nanoTime() < last) {
                Object sample = type.getConstructor().newInstance();
                List<Future<?>> ends = new ArrayList<>();
                for (Method actor : actors) {
                    ends.add(pool.submit(() -> actor.invoke(sample)));
                }
                for (Future<?> end : ends) {
                    end.get(30, TimeUnit.SECONDS);
                }
                L_Result result = new L_Result();
                arbiter.invoke(sample, result);
                outcomes.merge(String.valueOf(result.r1), 1, Integer::sum);
            }
        } finally {
            pool.shutdownNow();
        }
        return outcomes;
    }

    @Test
    void nowriteHoldsWithTheDaemonBeside() throws Exception {
        assertEquals(Map.of("good", TIMES), outcomes(S09DaemonAsActor.NowriteThree.class));
        assertEquals(Map.of("good", TIMES), outcomes(S09DaemonAsActor.NowriteFour.class));
    }

    @Test
    void withoutNowriteDataComesBack() throws Exception {
        shows("P2", S09DaemonAsActor.WithoutNowriteThree.class);
        shows("P2", S09DaemonAsActor.WithoutNowriteFour.class);
    }

    @Test
    void withoutTheWakeUpSomebodyHangs() throws Exception {
        shows("asleep", S09DaemonAsActor.WithoutWakeThree.class);
    }
}
