package nowrite.stress.kernel.steer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.Task;

/**
 * A scenario, one way of many: whenever the kernel is quiet, either a task begins its next
 * operation or the daemon answers a request that it kept back. Which is decided by a seed; so the
 * same seed is the same order of calls and answers, as far as the kernel does the same between
 * them.
 */
public final class Wander implements Guide {

    private static final long QUIET_MILLIS = 15;

    private final Scenario scenario;
    private final boolean writebackCache;
    private final SplittableRandom random;
    private final Map<String, Integer> called = new HashMap<>();

    /** Prepares. */
    public Wander(Scenario scenario, boolean writebackCache, long seed) {
        this.scenario = scenario;
        this.writebackCache = writebackCache;
        this.random = new SplittableRandom(seed);
    }

    @Override
    public int halves() {
        return 2 * scenario.pages();
    }

    @Override
    public int size() {
        return scenario.fileHalves();
    }

    @Override
    public boolean writebackCache() {
        return writebackCache;
    }

    @Override
    public List<String> tasks() {
        return scenario.tasks().stream().map(Task::name).toList();
    }

    @Override
    public Set<String> held() {
        return Set.of("WRITEBACK", "WRITE", "SIZE");
    }

    @Override
    public Outcome lead(Scene scene) throws InterruptedException {
        int followed = 0;
        while (true) {
            scene.untilQuiet(QUIET_MILLIS);
            List<Lead> choices = new ArrayList<>(scene.answers());
            List<String> left = new ArrayList<>();
            for (Task task : scenario.tasks()) {
                int next = called.getOrDefault(task.name(), 0);
                if (next < task.ops().size()) {
                    left.add(task.name());
                    if (scene.isIdle(task.name())) {
                        String what = task.ops().get(next).text();
                        choices.add(new Lead(next + 1, Lead.Verb.CALL, task.name(), what, -1, 0));
                    }
                }
            }
            if (choices.isEmpty()) {
                Lead none = new Lead(0, Lead.Verb.RETURNS, "everybody", "", -1, 0);
                long patience = SteeredRun.patienceMillis();
                if (left.isEmpty() && scene.areAllIdle(patience)) {
                    return new Outcome(followed, null, null);
                }
                if (!scene.canGoOn(left, patience)) {
                    return new Outcome(followed, none, "nobody can go on; " + scene.pending());
                }
                continue;
            }
            Lead choice = choices.get(random.nextInt(choices.size()));
            String instead = scene.follow(choice);
            if (instead != null) {
                return new Outcome(followed, choice, instead);
            }
            if (choice.verb() == Lead.Verb.CALL) {
                called.merge(choice.who(), 1, Integer::sum);
            }
            followed++;
        }
    }
}
