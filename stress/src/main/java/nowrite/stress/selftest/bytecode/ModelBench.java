package nowrite.stress.selftest.bytecode;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import nowrite.spec.Property;
import nowrite.spec.Word;
import nowrite.spec.engine.Limits;
import nowrite.spec.engine.Progress;
import nowrite.stress.conform.GraphPrint;
import nowrite.stress.explore.Exploration;
import nowrite.stress.explore.ExplorerEngine;
import nowrite.stress.explore.ModelMaker;
import nowrite.stress.explore.search.Answer;
import nowrite.stress.explore.state.ModelFault;
import nowrite.stress.selftest.mutant.Canary;
import nowrite.stress.selftest.mutant.Changes;
import nowrite.stress.selftest.mutant.Fate;
import nowrite.stress.selftest.mutant.Mutant;
import nowrite.stress.selftest.mutant.Pair;

/**
 * Tries mutants of the model on scenarios, with the explorer in this JVM. A mutant is tried only
 * where the place that it changes is executed: elsewhere it cannot show. May be used by several
 * threads at once.
 */
public final class ModelBench {
    private static final int GROWTH = 3;
    private static final int AT_LEAST = 5_000;
    private static final Duration MOST_TIME = Duration.ofSeconds(30);

    /** Scenarios on which a stronger reason is looked for when a weaker one was found. */
    private static final int MORE_TRIES = 2;

    private static final int SMALL = 2_000;

    /** States to search for a mutant before it counts as a survivor, if it is equivalent. */
    private static final long PATIENCE = 200_000;

    /** The same for one of which nobody has said that. */
    private static final long MORE_PATIENCE = 2_000_000;

    /** What a search costs beside its states, in states: the classes are loaded anew. */
    private static final long START = 1_000;

    /** In larger scenarios only a sample of the remembered steps is executed again. */
    private static final int VERIFIED = 3_000;

    /** What is known of a pair without a mutant. */
    private record Known(
            Changes.Verdict verdict, long states, long edges, long print, BitSet executed) {}

    private final List<ModelMutant> mutants;
    private final Weaver weaver;
    private final List<Pair> pairs;
    private final Predicate<String> equivalent;
    private final Map<Pair, Known> known = new ConcurrentHashMap<>();

    /**
     * A bench for the model as it is compiled.
     *
     * @param pairs what to try mutants on, in this order
     * @param equivalent which mutants are known to behave as the original does: a long look is not
     *     worth its time
     */
    public ModelBench(List<Pair> pairs, Predicate<String> equivalent) {
        Map<String, byte[]> classes = ModelClasses.read();
        mutants = ModelMutators.of(classes);
        weaver = new Weaver(classes);
        this.pairs = List.copyOf(pairs);
        this.equivalent = equivalent;
    }

    /** What the model without a mutant does on a pair; searched when first asked. */
    private Known known(Pair pair) throws InterruptedException {
        synchronized (pair) {
            Known there = known.get(pair);
            if (there == null) {
                ModelLoader unchanged = new ModelLoader(weaver.unchanged());
                Exploration search = search(unchanged, pair, limits());
                Answer answer = search.answer();
                if (!answer.exhausted()) {
                    throw new IllegalStateException(pair.name() + ": " + answer.stopped());
                }
                if (answer.graph().states() != pair.states()) {
                    throw new IllegalStateException(
                            pair.name()
                                    + ": "
                                    + answer.graph().states()
                                    + " states in place of "
                                    + pair.states()
                                    + ", which are recorded; ./nowrite check "
                                    + pair.scenario().name());
                }
                there =
                        new Known(
                                verdict(pair, answer),
                                answer.graph().states(),
                                answer.graph().edges(),
                                GraphPrint.of(search),
                                executed(pair));
                known.put(pair, there);
            }
            return there;
        }
    }

    private BitSet executed(Pair pair) throws InterruptedException {
        ModelLoader probed = new ModelLoader(weaver.probed(mutants));
        // The words of the states count too: they are what differs in a graph.
        GraphPrint.of(search(probed, pair, limits()));
        try {
            Class<?> probe = probed.loadClass(Probe.class.getName());
            return (BitSet) probe.getMethod("hits").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the probes cannot be read", e);
        }
    }

    /** All that mutants are made of. */
    public byte[] sources() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ModelClasses.read().forEach((name, bytes) -> all.writeBytes(bytes));
        return all.toByteArray();
    }

    /** All mutants of the model. */
    public List<Mutant> mutants() {
        return mutants.stream().map(ModelMutant::mutant).toList();
    }

    /** Tries a mutant until something notices it. */
    public Fate fate(int number) throws InterruptedException {
        ModelMutant mutant = mutants.get(number);
        return fate(
                mutant.mutant(),
                () -> new ModelLoader(weaver.with(mutant)),
                pair -> known(pair).executed().get(number),
                equivalent.test(mutant.mutant().id()) ? PATIENCE : MORE_PATIENCE);
    }

    /**
     * Tries a canary: the model woven as a mutant is and not changed, or without the wake-up at the
     * end of a WRITE.
     */
    public Fate canary(String id) throws InterruptedException {
        Mutant canary = new Mutant(Mutant.Side.MODEL, id, "nowrite.model", "a canary");
        if (id.equals(Canary.NO_OP)) {
            return fate(canary, () -> new ModelLoader(weaver.unchanged()), pair -> true, PATIENCE);
        }
        for (ModelMutant mutant : mutants) {
            if (mutant.method().startsWith("fuseWritepageFinish(")
                    && mutant.mutant().what().contains(".wakeUp is not called")) {
                return fate(
                        canary, () -> new ModelLoader(weaver.with(mutant)), pair -> true, PATIENCE);
            }
        }
        throw new IllegalStateException(
                "fuseWritepageFinish does not call wakeUp, which the canary takes out");
    }

    /** Makes models with the mutant; each in a loader of its own. */
    interface Loader {
        /** A model with the mutant. */
        ModelMaker load();
    }

    /** Says where a mutant can show. */
    interface Where {
        /** Whether it can show on a pair. */
        boolean shows(Pair pair) throws InterruptedException;
    }

    /** Tries a model on the pairs, until so many states have shown nothing. */
    private Fate fate(Mutant mutant, Loader loader, Where where, long patience)
            throws InterruptedException {
        Fate best = null;
        int tries = 0;
        int more = 0;
        long spent = 0;
        for (Pair pair : pairs) {
            if (!where.shows(pair)) {
                continue;
            }
            if (best != null && (more++ == MORE_TRIES || pair.states() > SMALL)) {
                return best;
            }
            if (best == null && spent > patience) {
                break;
            }
            spent += START + pair.states();
            tries++;
            Fate fate = tried(mutant, loader, pair, tries);
            if (fate != null && fate.strongerThan(best)) {
                best = fate;
            }
            if (best != null && best.by() == Fate.By.PROPERTY) {
                return best;
            }
        }
        return best != null
                ? best
                : Fate.survived(
                        mutant,
                        tries == 0
                                ? "no scenario comes to the place so that it makes a difference"
                                : "the same graph and verdicts in "
                                        + tries
                                        + " searches that come to the place",
                        tries);
    }

    private Fate tried(Mutant mutant, Loader loader, Pair pair, int tries)
            throws InterruptedException {
        Known before = known(pair);
        long most = Math.max(AT_LEAST, GROWTH * before.states());
        Limits limits =
                new Limits(most, Integer.MAX_VALUE, MOST_TIME, pair.states() <= VERIFIED, true);
        try {
            Exploration search = search(loader.load(), pair, limits);
            Answer answer = search.answer();
            long states = answer.graph().states();
            long edges = answer.graph().edges();
            String otherwise = null;
            if (!answer.exhausted()) {
                otherwise = "more than " + states + " states in place of " + before.states();
            } else if (states != before.states() || edges != before.edges()) {
                otherwise =
                        states
                                + " states and "
                                + edges
                                + " steps in place of "
                                + before.states()
                                + " and "
                                + before.edges();
            } else if (GraphPrint.of(search) != before.print()) {
                otherwise = "as many states and steps, but others";
            }
            return Changes.fate(
                    mutant,
                    pair,
                    before.verdict(),
                    verdict(pair, answer),
                    answer.exhausted(),
                    otherwise,
                    tries);
        } catch (LinkageError e) {
            throw new InvalidMutantException(e);
        } catch (ModelFault
                | IllegalStateException
                | IllegalArgumentException
                | IndexOutOfBoundsException
                | NullPointerException
                | StackOverflowError e) {
            String said = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
            String name = e instanceof ModelFault ? "" : e.getClass().getSimpleName() + " ";
            String detail = "the explorer: " + name + said;
            return new Fate(mutant, Fate.By.FAILURE, List.of(), pair.name(), detail, tries);
        }
    }

    /**
     * Searches without the memory of steps.
     *
     * @return what differs from the search with memory, in words
     */
    public static List<String> withoutMemory(List<Pair> pairs) throws InterruptedException {
        List<String> differences = new ArrayList<>();
        for (Pair pair : pairs) {
            Limits usual = limits();
            Limits without =
                    new Limits(usual.maxStates(), usual.maxDepth(), usual.time(), true, false);
            Exploration one = Exploration.of(pair.scenario(), pair.kernel(), usual, Progress.NONE);
            Exploration other =
                    Exploration.of(pair.scenario(), pair.kernel(), without, Progress.NONE);
            if (!one.answer().exhausted()
                    || !other.answer().exhausted()
                    || GraphPrint.of(one) != GraphPrint.of(other)) {
                differences.add(
                        pair.name()
                                + ": the explorer without its memory of steps finds another graph;"
                                + " ./nowrite explore "
                                + pair.scenario().name()
                                + " --kernel '"
                                + pair.kernel()
                                + "' --no-memory");
            }
        }
        return differences;
    }

    private static Limits limits() {
        return Limits.ofTime(Duration.ofMinutes(5));
    }

    private static Exploration search(ModelMaker maker, Pair pair, Limits limits)
            throws InterruptedException {
        return Exploration.of(maker, pair.scenario(), pair.kernel(), limits, Progress.NONE);
    }

    private static Changes.Verdict verdict(Pair pair, Answer answer) {
        Set<String> violated = new TreeSet<>();
        Set<String> met = new TreeSet<>();
        Map<Property, Word> words = ExplorerEngine.words(answer);
        words.forEach(
                (property, word) -> {
                    if (word == Word.VIOLATED) {
                        violated.add(property.name());
                    }
                });
        for (Property property : Property.values()) {
            if ((answer.exercised() >>> property.ordinal() & 1) != 0) {
                met.add("the premise of " + property);
            }
        }
        ExplorerEngine.reached(pair.scenario(), answer).forEach(one -> met.add("reach " + one));
        answer.blocked().forEach(task -> met.add("task " + task + " blocks for good"));
        return new Changes.Verdict(violated, met);
    }
}
