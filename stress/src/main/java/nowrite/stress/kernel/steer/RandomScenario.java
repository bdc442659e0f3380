package nowrite.stress.kernel.steer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import nowrite.spec.KernelCatalogue;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.ScenarioParser;

/**
 * Small scenarios at random, of operations that the specification in TLA+ has as the running kernel
 * does them: no write(2).
 */
public final class RandomScenario {

    private static final int TASKS = 3;
    private static final int OPERATIONS = 4;
    private static final int PAGES = 2;

    private RandomScenario() {}

    /** The scenario of a seed. */
    public static Scenario of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder("# of the seed " + seed + "\n");
        text.append("pages " + PAGES + "\nfile " + PAGES + "p\n");
        for (int task = 0; task < TASKS; task++) {
            List<String> operations = new ArrayList<>();
            for (int i = 0; i < OPERATIONS; i++) {
                operations.add(operation(random));
            }
            text.append("task t").append(task).append(' ').append(String.join(", ", operations));
            text.append('\n');
        }
        text.append("daemon any-order\nexpect 6.18 holds\n");
        return new ScenarioParser(Path.of("."), KernelCatalogue.open())
                .parse("random", Path.of("random"), text.toString());
    }

    private static String operation(SplittableRandom random) {
        int half = random.nextInt(2 * PAGES);
        return switch (random.nextInt(9)) {
            case 0, 1, 2, 3 -> "store " + half + "h";
            case 4, 5 -> "writepages none";
            case 6 -> "writepages all";
            case 7 -> "fsync";
            default -> "truncate " + random.nextInt(2 * PAGES + 1) + "h";
        };
    }
}
