package nowrite.stress.conform;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import nowrite.spec.KernelId;
import nowrite.spec.engine.Limits;
import nowrite.spec.engine.Progress;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.tlc.TlcException;
import nowrite.spec.tlc.TlcGraph;
import nowrite.spec.tlc.TlcGraphs;
import nowrite.stress.explore.Exploration;
import nowrite.stress.explore.ModelMaker;
import nowrite.stress.explore.state.ModelFault;

/** Has both engines make their graph of a scenario, and compares these. */
public final class Conformance {
    private final TlcGraphs tlc;

    /** Comparisons of what this TLC finds with what the explorer finds. */
    public Conformance(TlcGraphs tlc) {
        this.tlc = tlc;
    }

    /** Compares spec and model on the same kernel. */
    public Conformed compare(Scenario scenario, KernelId kernel, Limits limits, Progress progress)
            throws InterruptedException {
        return compare(scenario, kernel, kernel, Canonical.form(), limits, progress);
    }

    /** Compares the spec on one kernel with a model that somebody else makes. */
    public Conformed compare(
            Scenario scenario,
            KernelId ofSpec,
            KernelId ofModel,
            ModelMaker maker,
            Limits limits,
            Progress progress)
            throws InterruptedException {
        return compare(
                scenario,
                ofSpec,
                ofModel,
                Canonical.form(),
                limits,
                progress,
                () -> Exploration.of(maker, scenario, ofModel, limits, progress));
    }

    /** Compares the spec on one kernel with the model on another, in a form. */
    Conformed compare(
            Scenario scenario,
            KernelId ofSpec,
            KernelId ofModel,
            Canonical canonical,
            Limits limits,
            Progress progress)
            throws InterruptedException {
        return compare(
                scenario,
                ofSpec,
                ofModel,
                canonical,
                limits,
                progress,
                () -> Exploration.of(scenario, ofModel, limits, progress));
    }

    /** Searches the model. */
    private interface Searching {
        Exploration search() throws InterruptedException;
    }

    private Conformed compare(
            Scenario scenario,
            KernelId ofSpec,
            KernelId ofModel,
            Canonical canonical,
            Limits limits,
            Progress progress,
            Searching model)
            throws InterruptedException {
        try {
            long start = System.nanoTime();
            Optional<TlcGraph> graph = tlc.of(scenario, ofSpec, limits.time(), progress);
            long tlcTime = since(start);
            if (graph.isEmpty()) {
                return unknown(scenario, ofSpec, "TLC's time or memory ran out");
            }
            start = System.nanoTime();
            Exploration exploration = model.search();
            long explorerTime = since(start);
            if (!exploration.answer().exhausted()) {
                return unknown(
                        scenario, ofModel, "the explorer: " + exploration.answer().stopped());
            }
            start = System.nanoTime();
            graph.get().requireShown(canonical::ownFormOf);
            Side spec = new SpecSide(graph.get());
            Side side = new ModelSide(exploration);
            Comparison comparison = new Comparison(spec, side, canonical, scenario::contextName);
            Conformed.Seen seen =
                    comparison.difference() == null ? seen(graph.get()) : Conformed.Seen.NOTHING;
            return new Conformed(
                    scenario.name(),
                    ofSpec.toString(),
                    new Conformed.Size(spec.states(), comparison.specEdges(), tlcTime),
                    new Conformed.Size(side.states(), comparison.modelEdges(), explorerTime),
                    comparison.difference(),
                    null,
                    null,
                    since(start),
                    seen);
        } catch (TlcException | ModelFault | NotInjectiveException e) {
            return Conformed.failed(scenario.name(), ofSpec.toString(), e.getMessage());
        }
    }

    private static Conformed unknown(Scenario scenario, KernelId kernel, String why) {
        return Conformed.unknown(scenario.name(), kernel.toString(), why);
    }

    private static long since(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }

    private static Conformed.Seen seen(TlcGraph graph) {
        Set<String> actions = new TreeSet<>();
        Set<String> labels = new TreeSet<>();
        for (int state = 0; state < graph.states(); state++) {
            for (int edge = graph.firstEdge(state); edge < graph.endEdge(state); edge++) {
                actions.add(graph.action(edge));
                labels.add(graph.label(state, edge));
            }
        }
        return new Conformed.Seen(graph.actions(), actions, labels);
    }
}
