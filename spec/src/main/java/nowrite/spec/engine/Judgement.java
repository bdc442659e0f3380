package nowrite.spec.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nowrite.spec.ExitCode;
import nowrite.spec.Property;
import nowrite.spec.Word;
import nowrite.spec.scenario.Expectation;
import nowrite.spec.scenario.Reach;

/**
 * A result held against the scenario's expectation.
 *
 * @param failures what broke in the engine, in words
 * @param differences what came out otherwise than expected, in words
 * @param unknowns what stayed undecided, in words
 */
public record Judgement(List<String> failures, List<String> differences, List<String> unknowns) {

    /** Copies the lists. */
    public Judgement {
        failures = List.copyOf(failures);
        differences = List.copyOf(differences);
        unknowns = List.copyOf(unknowns);
    }

    /**
     * Compares a result with what its scenario expects on its kernel. The set of violated
     * properties must be the expected set by name, every reach condition met (see {@link
     * #mustReach}), every task that is expected to be blocked really seen blocked.
     *
     * @throws IllegalArgumentException if the scenario expects nothing for this kernel
     */
    public static Judgement of(RunResult result) {
        Expectation expected =
                result.scenario()
                        .expectation(result.kernel())
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                result.scenario().name()
                                                        + " expects nothing for "
                                                        + result.kernel()));
        List<String> failures = failures(result);
        if (!failures.isEmpty()) {
            return new Judgement(failures, List.of(), List.of());
        }
        List<String> differences = new ArrayList<>();
        List<String> unknowns = new ArrayList<>();
        for (Property property : Property.values()) {
            judge(property, expected, result.words().get(property), differences, unknowns);
        }
        // An incomplete search may simply not have come there.
        List<String> missing = result.has(Word.UNKNOWN) ? unknowns : differences;
        for (Reach reach : result.scenario().reach()) {
            if (mustReach(result, expected) && !result.reached().contains(reach.text())) {
                missing.add("never reached: " + reach.text());
            }
        }
        for (String task : expected.blocks()) {
            if (!result.blocked().contains(task)) {
                missing.add("task " + task + " was expected to block for good, and never did");
            }
        }
        Set<String> surprise = new LinkedHashSet<>(result.blocked());
        surprise.removeAll(expected.blocks());
        surprise.forEach(
                task -> differences.add("task " + task + " blocks for good, unexpectedly"));
        return new Judgement(List.of(), differences, unknowns);
    }

    /**
     * A kernel with a guard taken out need not come where the guard leads, if it violates something
     * that its twin, the kernel with the guard, does not: then the violation shows what the
     * scenario is about. The twin must come there.
     */
    private static boolean mustReach(RunResult result, Expectation expected) {
        return result.kernel().isGeneration()
                || result.scenario()
                        .expectation(result.kernel().twin())
                        .map(e -> e.violates().containsAll(expected.violates()))
                        .orElse(true);
    }

    private static List<String> failures(RunResult result) {
        Set<Property> failed = EnumSet.noneOf(Property.class);
        for (Property property : Property.values()) {
            Word word = result.words().get(property);
            if (word == null || word == Word.FAILED) {
                failed.add(property);
            }
        }
        if (failed.isEmpty()) {
            return List.of();
        }
        String why = Optional.ofNullable(result.message()).orElse("no reason given");
        return List.of(result.engine() + " failed (" + names(failed) + "): " + why);
    }

    private static void judge(
            Property property,
            Expectation expected,
            Word word,
            List<String> differences,
            List<String> unknowns) {
        boolean expectedViolated = expected.violates().contains(property);
        if (word == Word.UNKNOWN) {
            unknowns.add(property + " is undecided: the budget ran out");
        } else if (word == Word.VIOLATED && !expectedViolated) {
            differences.add(property + " (" + property.title() + ") is violated, unexpectedly");
        } else if (word != Word.VIOLATED && expectedViolated) {
            differences.add(
                    property
                            + " ("
                            + property.title()
                            + ") was expected to be violated, but: "
                            + word);
        }
    }

    private static String names(Set<Property> properties) {
        return properties.stream().map(Property::name).collect(Collectors.joining(" "));
    }

    /** Whether everything is as expected. */
    public boolean asExpected() {
        return all().isEmpty();
    }

    /** Failures, differences and unknowns together, in this order. */
    public List<String> all() {
        List<String> all = new ArrayList<>(failures);
        all.addAll(differences);
        all.addAll(unknowns);
        return Collections.unmodifiableList(all);
    }

    /** The exit code that this judgement asks for. */
    public int exitCode() {
        if (!failures.isEmpty()) {
            return ExitCode.FAILED;
        }
        if (!differences.isEmpty()) {
            return ExitCode.DIFFERS;
        }
        return unknowns.isEmpty() ? ExitCode.OK : ExitCode.UNKNOWN;
    }
}
