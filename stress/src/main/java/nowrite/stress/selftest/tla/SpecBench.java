package nowrite.stress.selftest.tla;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nowrite.spec.tlc.LoadedSpec;
import nowrite.spec.tlc.SpecGraph;
import nowrite.spec.tlc.TlaKernels;
import nowrite.stress.selftest.mutant.Canary;
import nowrite.stress.selftest.mutant.Changes;
import nowrite.stress.selftest.mutant.Fate;
import nowrite.stress.selftest.mutant.Mutant;
import nowrite.stress.selftest.mutant.Pair;

/**
 * Tries mutants of the modules on scenarios, in this JVM, with TLC's evaluator.
 *
 * <p>The graph of the modules as they are is made once for each scenario and kernel. A mutant is
 * loaded, and the actions that need the changed operator are taken from each state of that graph:
 * where all lead to the same states, the mutant has the same graph. Where they do not, the mutant's
 * own states are searched, so that a property that it violates can be named.
 */
final class SpecBench {
    /** A mutant may have this many times the states before its search is cut off. */
    private static final int GROWTH = 2;

    private static final int AT_LEAST = 2_000;
    private static final int AT_MOST = 8_000;

    /** Scenarios on which a stronger reason is looked for when a weaker one was found. */
    private static final int MORE_TRIES = 1;

    private static final int SMALL = 1_000;

    /**
     * So many scenarios in which the action is never taken are tried too, whatever was spent
     * before: without a guard it might be, as the reply of a silent daemon.
     */
    private static final int ELSEWHERE = 6;

    /** States to look at for a mutant before it counts as a survivor. */
    private static final long PATIENCE = 250_000;

    /** The same in the second round. */
    private static final long MORE_PATIENCE = 2_000_000;

    private static final int ELSEWHERE_LONGER = 30;

    /** What a look costs beside the states, in states: the modules are read anew. */
    private static final long START = 2_000;

    private final TlaKernels kernels;
    private final Modules modules;
    private final List<Pair> pairs;
    private final List<Pair> larger;
    private final Path work;
    private final Path changed;
    private final Live live;
    private final Map<Pair, SpecGraph> graphs = new HashMap<>();

    /**
     * A bench.
     *
     * @param pairs what a mutant is tried on, in this order
     * @param larger what survivors are tried on besides
     * @param work a folder for what is generated
     */
    SpecBench(TlaKernels kernels, Modules modules, List<Pair> pairs, List<Pair> larger, Path work) {
        this.kernels = kernels;
        this.modules = modules;
        this.pairs = pairs;
        this.larger = larger;
        this.work = work;
        this.live = new Live(kernels, modules);
        this.changed = work.resolve("changed");
    }

    /**
     * Tries a mutant until something notices it.
     *
     * @param equivalent whether it is known to behave as the original does: then the first round is
     *     enough
     * @throws nowrite.spec.tlc.TlcException if the changed modules are no specification
     */
    Fate fate(SpecMutant mutant, boolean equivalent) {
        String text = modules.text(mutant.module());
        String applied = mutant.applied(text);
        return fate(mutant.mutant(), mutant.module(), mutant.operator(), applied, !equivalent);
    }

    /**
     * Tries a canary: the module with one blank line more, or with the wake-up at the end of a
     * WRITE taken out.
     */
    Fate canary(String id) {
        String wake = "waitq' = <<>>";
        for (Definition definition : modules.definitions()) {
            String text = modules.text(definition.module());
            int at = text.indexOf(wake, definition.body().get(0).start());
            int end = definition.body().get(definition.body().size() - 1).end();
            if (at >= 0 && at < end && !definition.name().contains(Modules.VARIANT)) {
                Mutant mutant =
                        new Mutant(Mutant.Side.SPEC, id, definition.module() + ".tla", "a canary");
                String changed =
                        id.equals(Canary.FATAL)
                                ? text.replace(wake, "waitq' = waitq")
                                : text + "\n";
                return fate(mutant, definition.module(), definition.name(), changed, false);
            }
        }
        throw new IllegalStateException("no module has " + wake + ", which the canary takes out");
    }

    /** Tries a module's text in place of the module, in which an operator was changed. */
    Fate fate(Mutant mutant, String module, String operator, String text, boolean longer) {
        Set<String> affected = modules.users(operator);
        boolean isStep = affected.stream().anyMatch(name -> modules.isStep(name));
        Set<String> steps = isStep ? affected : modules.needs(operator);
        try {
            Files.createDirectories(changed);
            Path file = changed.resolve(module + ".tla");
            Files.writeString(file, text);
            try {
                return tried(mutant, operator, affected, steps, longer);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + changed, e);
        }
    }

    private Fate tried(
            Mutant mutant, String operator, Set<String> affected, Set<String> steps, boolean longer)
            throws IOException {
        if (!affected.contains("Next")
                && !affected.contains("Init")
                && affected.stream()
                        .noneMatch(name -> name.matches("P[0-9A]+|Premise_.*|Reach_.*"))) {
            return Fate.survived(mutant, "nothing uses the operator", 0);
        }
        Round round = new Round(mutant, operator, affected, steps);
        Fate fate = round.run(pairs, PATIENCE, ELSEWHERE);
        if (fate == null && longer) {
            List<Pair> all = new ArrayList<>(pairs);
            all.addAll(larger);
            fate = round.run(all, MORE_PATIENCE, ELSEWHERE_LONGER);
        }
        int tries = round.tried.size();
        String same = "the same graph and verdicts in " + tries + " searches";
        return fate == null ? Fate.survived(mutant, same, tries) : fate;
    }

    /** One mutant, tried on pair after pair; a second round goes on where the first ended. */
    private final class Round {
        private final Mutant mutant;
        private final String operator;
        private final Set<String> affected;
        private final Set<String> steps;
        private final Set<Pair> tried = new HashSet<>();
        private long spent;

        Round(Mutant mutant, String operator, Set<String> affected, Set<String> steps) {
            this.mutant = mutant;
            this.operator = operator;
            this.affected = affected;
            this.steps = steps;
        }

        /**
         * Tries until something notices the mutant.
         *
         * @param on in this order, but where no changed step is taken comes last
         * @param patience where to stop, in states of both rounds
         * @param elsewhere on how many pairs where no changed step is taken
         * @return null if nothing does
         */
        Fate run(List<Pair> on, long patience, int elsewhere) throws IOException {
            Fate best = null;
            int more = 0;
            List<Pair> later = new ArrayList<>();
            for (boolean takesIt : new boolean[] {true, false}) {
                for (Pair pair : takesIt ? on : first(Pair.differentFirst(later), elsewhere)) {
                    if (tried.contains(pair) || !isLive(pair)) {
                        continue;
                    }
                    if (takesIt && !takes(pair, steps)) {
                        later.add(pair);
                        continue;
                    }
                    if (best != null && (more++ == MORE_TRIES || pair.states() > SMALL)) {
                        return best;
                    }
                    if (takesIt && best == null && spent > patience) {
                        break;
                    }
                    spent += START + pair.states();
                    tried.add(pair);
                    Fate fate = tried(mutant, affected, steps, pair, tried.size());
                    if (fate != null && fate.strongerThan(best)) {
                        best = fate;
                    }
                    if (best != null && best.by() == Fate.By.PROPERTY) {
                        return best;
                    }
                }
                if (best != null) {
                    return best;
                }
            }
            return null;
        }

        private boolean isLive(Pair pair) {
            return live.in(pair.kernel(), pair.scenario().client()).contains(operator);
        }
    }

    private static List<Pair> first(List<Pair> pairs, int most) {
        return pairs.subList(0, Math.min(most, pairs.size()));
    }

    private boolean takes(Pair pair, Set<String> affected) throws IOException {
        return graph(pair).taken().stream().anyMatch(action -> isOf(action, affected));
    }

    /** Whether an action is one of these operators; MC combines bodies of X under the name MC_X. */
    private static boolean isOf(String action, Set<String> operators) {
        return operators.contains(action)
                || action.startsWith("MC_") && operators.contains(action.substring(3));
    }

    private SpecGraph graph(Pair pair) throws IOException {
        SpecGraph known = graphs.get(pair);
        if (known == null) {
            // The folder of changes holds the mutant; what it is compared with must not see it.
            known = SpecGraph.of(load(pair, work.resolve("unchanged")), true, Integer.MAX_VALUE);
            if (known.size() != pair.states()) {
                throw new IllegalStateException(
                        pair.name()
                                + ": "
                                + known.size()
                                + " states in place of "
                                + pair.states()
                                + ", which are recorded; ./nowrite check "
                                + pair.scenario().name());
            }
            graphs.put(pair, known);
        }
        return known;
    }

    private LoadedSpec load(Pair pair, Path folder) throws IOException {
        Path generated = work.resolve("generated");
        return LoadedSpec.load(pair.scenario(), pair.kernel(), kernels, folder, generated);
    }

    /** What is noticed on one scenario; null if nothing is. */
    private Fate tried(Mutant mutant, Set<String> affected, Set<String> steps, Pair pair, int tries)
            throws IOException {
        SpecGraph graph = graph(pair);
        LoadedSpec loaded = load(pair, changed);
        SpecGraph.Verdicts before = graph.verdicts();
        try {
            boolean someAction =
                    loaded.actionNames().stream().anyMatch(action -> isOf(action, steps));
            boolean inGraph = affected.contains("Next") || affected.contains("Init");
            String difference =
                    inGraph
                            ? graph.difference(loaded, action -> !someAction || isOf(action, steps))
                            : null;
            if (difference == null) {
                SpecGraph.Verdicts after = graph.judgedBy(loaded, affected::contains);
                return Changes.fate(
                        mutant, pair, verdict(before), verdict(after), true, null, tries);
            }
            int most = Math.min(AT_MOST, Math.max(AT_LEAST, GROWTH * graph.size()));
            SpecGraph.Verdicts after = SpecGraph.of(loaded, false, most).verdicts();
            return Changes.fate(
                    mutant,
                    pair,
                    verdict(before),
                    verdict(after),
                    after.exhausted(),
                    difference,
                    tries);
        } catch (RuntimeException | StackOverflowError e) {
            String said = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
            String detail = said.length() > 300 ? said.substring(0, 300) + "..." : said;
            return new Fate(
                    mutant, Fate.By.FAILURE, List.of(), pair.name(), "TLC: " + detail, tries);
        }
    }

    private static Changes.Verdict verdict(SpecGraph.Verdicts verdicts) {
        return new Changes.Verdict(verdicts.violated(), verdicts.met());
    }
}
