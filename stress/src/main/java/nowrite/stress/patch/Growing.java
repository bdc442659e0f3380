package nowrite.stress.patch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nowrite.spec.KernelId;
import nowrite.spec.engine.Limits;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.ScenarioException;
import nowrite.spec.scenario.ScenarioParser;
import nowrite.stress.cli.home.AtomicFile;
import nowrite.stress.cli.home.Checkout;

/**
 * Searches scenarios that are larger than those at hand, by an operation or a task at a time, until
 * the time is over: the kernel without the patch first, then with it.
 */
final class Growing {
    private static final int ROUNDS = 3;
    private static final int BATCH = 10;
    private static final long MOST_STATES = 150_000;
    private static final long LARGEST_SEED = 20_000;
    private static final long LEAST_SECONDS = 3;

    // What became of the scenarios of a round.
    private static final int DONE = 0;
    private static final int IN_PART = 1;
    private static final int TOO_LARGE = 2;
    private static final int WRONG = 3;

    /** Searches scenarios with the patch. */
    interface After {
        /** In order, as far as the time goes. */
        List<Searched> search(Map<String, Scenario> scenarios, List<Searched> before, long seconds)
                throws InterruptedException;
    }

    private final Checkout checkout;
    private final KernelId ground;
    private final Baseline baseline;
    private final After after;
    private final Said said;
    private final long end;
    private final List<String> rounds = new ArrayList<>();
    private final List<Compared> worse = new ArrayList<>();

    /** A scenario to grow: what it is for a person and for a file, and its text. */
    private record Seed(String name, String slug, String text) {}

    Growing(Checkout checkout, KernelId ground, After after, Said said, long seconds) {
        this.checkout = checkout;
        this.ground = ground;
        this.baseline = new Baseline(checkout, ground);
        this.after = after;
        this.said = said;
        this.end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    }

    private long left() {
        return (end - System.nanoTime()) / 1_000_000_000L;
    }

    /** Grows; stops at what got worse. */
    Grown run(List<Scenario> scenarios, List<Compared> searched) throws InterruptedException {
        List<Seed> seeds = seeds(scenarios, searched);
        if (seeds.isEmpty()) {
            return Grown.not("no scenario that could be grown was searched to its end");
        }
        String stopped = "";
        for (int round = 1; round <= ROUNDS && stopped.isEmpty(); round++) {
            List<Seed> next = new ArrayList<>();
            stopped = round(round, seeds, next);
            seeds = next;
            if (stopped.isEmpty() && seeds.isEmpty()) {
                stopped = "nothing was small enough to grow further";
            }
        }
        return new Grown(
                rounds, worse, stopped.isEmpty() ? "all " + ROUNDS + " rounds are done" : stopped);
    }

    private List<Seed> seeds(List<Scenario> scenarios, List<Compared> searched) {
        List<Seed> seeds = new ArrayList<>();
        for (Compared one : searched) {
            for (Scenario scenario : scenarios) {
                boolean fits =
                        scenario.name().equals(one.scenario())
                                && !one.undecided()
                                && one.after().states() <= LARGEST_SEED
                                && !scenario.silent();
                if (fits) {
                    String name =
                            ScenarioParser.isOwn(scenario.name())
                                    ? scenario.path().getFileName().toString()
                                    : scenario.name();
                    seeds.add(new Seed(name, name.replace('/', '-'), text(scenario.path())));
                }
            }
        }
        return seeds;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** One round; returns why growing stops, empty if it does not. */
    private String round(int round, List<Seed> seeds, List<Seed> next) throws InterruptedException {
        Deque<Growth> todo = new ArrayDeque<>(interleaved(seeds));
        int all = todo.size();
        int[] counts = new int[4];
        String stopped = "";
        while (!todo.isEmpty() && stopped.isEmpty()) {
            stopped = batch(round, all, todo, counts, next);
        }
        rounds.add(
                String.format(
                        Locale.ROOT,
                        "+%d: of %,d scenarios %,d searched to the end, %,d in part, %,d left out as"
                                + " too large, %,d make no sense, %,d not searched",
                        round,
                        all,
                        counts[DONE],
                        counts[IN_PART],
                        counts[TOO_LARGE],
                        counts[WRONG],
                        all - counts[DONE] - counts[IN_PART] - counts[TOO_LARGE] - counts[WRONG]));
        return stopped;
    }

    /** One growth of each scenario, then the next of each: the small ones first. */
    private List<Growth> interleaved(List<Seed> seeds) {
        List<List<Growth>> each = new ArrayList<>();
        for (Seed seed : seeds) {
            each.add(Growth.of(seed.name(), seed.slug(), seed.text(), ground.toString()));
        }
        List<Growth> all = new ArrayList<>();
        int longest = each.stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < longest; i++) {
            for (List<Growth> one : each) {
                if (i < one.size()) {
                    all.add(one.get(i));
                }
            }
        }
        return all;
    }

    private String batch(int round, int all, Deque<Growth> todo, int[] counts, List<Seed> next)
            throws InterruptedException {
        Map<String, Scenario> scenarios = new LinkedHashMap<>();
        Map<String, Growth> growths = new LinkedHashMap<>();
        List<Searched> before = new ArrayList<>();
        while (!todo.isEmpty() && before.size() < BATCH) {
            if (left() < LEAST_SECONDS) {
                break;
            }
            Growth growth = todo.removeFirst();
            Scenario scenario = made(growth);
            if (scenario == null) {
                counts[WRONG]++;
                continue;
            }
            String what =
                    String.format(
                            Locale.ROOT,
                            "larger scenarios, round %d, %d of %d, %d s left: %s",
                            round,
                            all - todo.size(),
                            all,
                            left(),
                            growth.name());
            said.now(what);
            Searched found = before(scenario, what);
            if (found.undecided()) {
                counts[TOO_LARGE]++;
                continue;
            }
            before.add(found);
            scenarios.put(found.scenario(), scenario);
            growths.put(found.scenario(), growth);
        }
        long seconds = left();
        if (before.isEmpty() || seconds < LEAST_SECONDS) {
            return todo.isEmpty() && seconds >= LEAST_SECONDS ? "" : "the time was over";
        }
        List<Searched> found = after.search(scenarios, before, seconds);
        for (int i = 0; i < found.size(); i++) {
            Growth growth = growths.get(before.get(i).scenario());
            Compared one =
                    new Compared(
                            before.get(i).named(growth.name()), found.get(i).named(growth.name()));
            counts[one.undecided() ? IN_PART : DONE]++;
            if (one.after().failed() || !one.worse().isEmpty() || !one.newlyBlocked().isEmpty()) {
                worse.add(one);
            } else if (!one.undecided() && one.after().states() <= LARGEST_SEED) {
                next.add(new Seed(growth.name(), growth.slug(), growth.text()));
            }
        }
        if (!worse.isEmpty()) {
            return "something got worse";
        }
        return found.size() < before.size() ? "the time was over" : "";
    }

    private Searched before(Scenario scenario, String what) throws InterruptedException {
        var remembered = baseline.remembered(scenario);
        if (remembered.isPresent()) {
            return remembered.get();
        }
        Limits limits =
                new Limits(
                        MOST_STATES,
                        Integer.MAX_VALUE,
                        Duration.ofSeconds(Math.max(1, left())),
                        true,
                        true);
        return baseline.search(
                scenario, limits, (states, pending, depth) -> said.now(what, states));
    }

    /** The grown scenario as a file; null if the language does not allow it. */
    private Scenario made(Growth growth) {
        Path file =
                checkout.work()
                        .resolve("patch/grown")
                        .resolve(ground.slug())
                        .resolve(growth.slug() + ScenarioParser.SUFFIX);
        try {
            ScenarioParser parser =
                    new ScenarioParser(checkout.scenarios(), ScenarioOn.catalogue(ground));
            Scenario scenario = parser.parse(parser.nameOf(file), file, growth.text());
            AtomicFile.write(file, growth.text());
            return scenario;
        } catch (ScenarioException | IllegalArgumentException e) {
            return null;
        }
    }
}
