package nowrite.spec.tlc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.Word;
import nowrite.spec.engine.RunResult;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.trace.Trace;

/** What a run of TLC means. "Holds" only if TLC says that it is through and all was understood. */
final class TlcVerdict {

    private final Scenario scenario;
    private final KernelId kernel;
    private final McModule module;

    TlcVerdict(Scenario scenario, KernelId kernel, McModule module) {
        this.scenario = scenario;
        this.kernel = kernel;
        this.module = module;
    }

    /** The result of a run; FAILED if something in it is not understood. */
    RunResult of(TlcOutput said, TlcProcess.Ended ended, Duration time, String output) {
        boolean outOfBudget = ended.timedOut() || said.outOfMemory();
        String broken = outOfBudget ? null : broken(said, ended);
        if (broken == null && !outOfBudget && !said.canary()) {
            broken =
                    "the canary was missed: the first step violates what is planted in MC.tla, and"
                            + " that was not reported";
        }
        if (broken == null) {
            try {
                return understood(said, outOfBudget, time, output);
            } catch (TlcException e) {
                broken = e.getMessage();
            }
        }
        return RunResult.failed(
                TlcEngine.NAME, scenario, kernel, time, "TLC failed: " + broken, output);
    }

    private RunResult understood(
            TlcOutput said, boolean outOfBudget, Duration time, String output) {
        Map<Property, Trace> traces = new EnumMap<>(Property.class);
        for (TlcOutput.Violation violation : said.violations()) {
            for (int number : violation.properties()) {
                if (number == McModule.CANARY) {
                    continue;
                }
                Property property = module.properties().get(number - 1);
                traces.put(
                        property, TlcTraces.trace(scenario, kernel, property, violation.states()));
            }
        }
        Map<Property, Word> words = new EnumMap<>(Property.class);
        for (Property property : Property.values()) {
            words.put(
                    property,
                    traces.containsKey(property)
                            ? Word.VIOLATED
                            : outOfBudget ? Word.UNKNOWN : held(property, said.met()));
        }
        return new RunResult(
                TlcEngine.NAME,
                scenario,
                kernel,
                words,
                traces,
                met(said.met(), McModule.Probe.Kind.BLOCKED),
                met(said.met(), McModule.Probe.Kind.REACH),
                said.distinct(),
                said.generated(),
                said.depth(),
                time,
                outOfBudget ? budget(said, time) : null,
                output);
    }

    /** The result with P7 violated by a behaviour on which somebody waits for good. */
    RunResult waiting(RunResult safe, List<TlcState> behaviour) {
        Map<Property, Word> words = new EnumMap<>(safe.words());
        Map<Property, Trace> traces = new EnumMap<>(Property.class);
        traces.putAll(safe.traces());
        words.put(Property.P7, Word.VIOLATED);
        traces.put(Property.P7, TlcTraces.trace(scenario, kernel, Property.P7, behaviour));
        return new RunResult(
                safe.engine(),
                scenario,
                kernel,
                words,
                traces,
                safe.blocked(),
                safe.reached(),
                safe.states(),
                safe.edges(),
                safe.depth(),
                safe.time(),
                safe.message(),
                safe.fullOutput());
    }

    /** Why a run that ended by itself is none, in words; null if it went through. */
    static String broken(TlcOutput said, TlcProcess.Ended ended) {
        List<String> problems = new ArrayList<>(said.problems());
        if (ended.exitCode() != 0) {
            problems.add("TLC ended with exit code " + ended.exitCode());
        }
        if (problems.isEmpty() && !said.complete()) {
            problems.add("TLC ended without saying that it searched everything");
        }
        return problems.isEmpty() ? null : String.join("; ", problems);
    }

    /** Why a search is not whole, in words. */
    static String budget(TlcOutput said, Duration time) {
        String what = said.outOfMemory() ? "memory" : "time (" + time.toSeconds() + " s)";
        return what + " ran out after at least " + said.distinct() + " distinct states";
    }

    /** The word for a property that no state of a whole search violates. */
    Word held(Property property, Set<Integer> met) {
        List<McModule.Probe> probes = module.probes();
        for (int i = 0; i < probes.size(); i++) {
            McModule.Probe probe = probes.get(i);
            if (probe.kind() == McModule.Probe.Kind.PREMISE
                    && probe.name().equals(property.name())
                    && !met.contains(i + 1)) {
                return Word.NOT_EXERCISED;
            }
        }
        return Word.HOLDS_EXHAUSTED;
    }

    /** The names of the probes of a kind that were met. */
    Set<String> met(Set<Integer> met, McModule.Probe.Kind kind) {
        Set<String> names = new LinkedHashSet<>();
        List<McModule.Probe> probes = module.probes();
        for (int i = 0; i < probes.size(); i++) {
            if (probes.get(i).kind() == kind && met.contains(i + 1)) {
                names.add(probes.get(i).name());
            }
        }
        return names;
    }
}
