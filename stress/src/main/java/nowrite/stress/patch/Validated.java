package nowrite.stress.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nowrite.spec.ExitCode;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.trace.Trace;
import nowrite.stress.patch.measure.Effects;

/**
 * The answer about a patch.
 *
 * @param patch the patch
 * @param ground the kernel before
 * @param kernel the kernel with the patch
 * @param overrides what it overrides
 * @param hints what it may have forgotten, with file and line
 * @param verdict the answer in one word
 * @param sentence the answer in one sentence
 * @param details what makes the sentence true, a line each
 * @param searched the scenarios that were searched with the patch, all to their end or undecided
 * @param unreached scenarios that do not execute the changed functions
 * @param leftOut scenarios for which there was no time
 * @param cut those among them that were not searched to the end without the patch either
 * @param shortest the shortest counterexample of what is worse
 * @param effects what it costs, who waits, the order of locks
 * @param porting what to know before it becomes C
 * @param own what the patch's own scenarios expect, and whether it came out
 * @param grown how far the bounds were grown
 * @param inside whether accesses inside steps may interleave
 * @param stressed what JCStress shows on real processors
 * @param spec the patch beside the TLA+ specification
 * @param corpus bugs of the corpus that are back, a line each
 */
public record Validated(
        PatchFolder patch,
        KernelId ground,
        KernelId kernel,
        List<String> overrides,
        List<String> hints,
        Verdict verdict,
        String sentence,
        List<String> details,
        List<Compared> searched,
        List<String> unreached,
        List<String> leftOut,
        List<String> cut,
        Optional<Trace> shortest,
        Effects effects,
        List<PortingNote> porting,
        List<OwnExpectations> own,
        Grown grown,
        InsideSteps inside,
        Stressed stressed,
        SpecCheck spec,
        List<String> corpus) {

    /** The answer in one word. */
    public enum Verdict {
        /** Nothing at all differs. */
        NEUTRAL("neutral", ExitCode.OK),
        /** Nothing got worse. */
        NOT_WORSE("not worse", ExitCode.OK),
        /** A property is violated, or a task blocked, that was not before. */
        BREAKS("breaks", ExitCode.DIFFERS),
        /** Nothing got worse as far as was searched, and that is not far enough. */
        UNDECIDED("undecided", ExitCode.UNKNOWN),
        /** The patch's class and its override of the specification say different things. */
        DISAGREES("spec and model disagree", ExitCode.DISAGREE),
        /** The patch cannot be searched. */
        FAILED("failed", ExitCode.FAILED);

        private final String text;
        private final int exitCode;

        Verdict(String text, int exitCode) {
            this.text = text;
            this.exitCode = exitCode;
        }

        /** The word as it is printed. */
        public String text() {
            return text;
        }

        /** The exit code of the command. */
        public int exitCode() {
            return exitCode;
        }
    }

    /** Copies the lists. */
    public Validated {
        overrides = List.copyOf(overrides);
        hints = List.copyOf(hints);
        details = List.copyOf(details);
        searched = List.copyOf(searched);
        unreached = List.copyOf(unreached);
        leftOut = List.copyOf(leftOut);
        cut = List.copyOf(cut);
        porting = List.copyOf(porting);
        own = List.copyOf(own);
        corpus = List.copyOf(corpus);
    }

    /** The shortest counterexample of what the patch mends, on the kernel without it. */
    public Optional<Trace> mended() {
        return searched.stream()
                .flatMap(one -> one.mended().stream())
                .min(java.util.Comparator.comparingInt((Trace trace) -> trace.steps().size()));
    }

    /** Where the patch does not keep to what its callers expect. */
    public List<String> violations() {
        return porting.stream().flatMap(one -> one.violations().stream()).distinct().toList();
    }

    /** Gathers what is found. */
    static final class Builder {
        private final PatchFolder patch;
        private final KernelId ground;
        private final KernelId kernel;
        private final List<String> overrides;
        private final List<String> hints = new ArrayList<>();
        private final List<Compared> searched = new ArrayList<>();
        private final List<String> unreached = new ArrayList<>();
        private final List<String> leftOut = new ArrayList<>();
        private final List<String> cut = new ArrayList<>();
        private List<PortingNote> porting = List.of();
        private final List<OwnExpectations> own = new ArrayList<>();
        private final List<String> corpus = new ArrayList<>();
        private InsideSteps inside = InsideSteps.not("nobody asked for it");
        private Stressed stressed = Stressed.not("nobody asked for it; --jcstress does");
        private SpecCheck spec = SpecCheck.not(false, "nobody asked for it");
        private Grown grown = Grown.not("nothing was searched");
        private Effects effects = Effects.of(List.of());

        Builder(PatchFolder patch, KernelId ground, KernelId kernel, List<String> overrides) {
            this.patch = patch;
            this.ground = ground;
            this.kernel = kernel;
            this.overrides = overrides;
        }

        void hint(String hint) {
            hints.add(hint);
        }

        void searched(Compared one) {
            searched.add(one);
        }

        void doesNotReach(String scenario) {
            unreached.add(scenario);
        }

        void leftOut(String scenario) {
            leftOut.add(scenario);
        }

        /** There was no time for it even without the patch. */
        void cut(String scenario) {
            leftOut.add(scenario);
            cut.add(scenario);
        }

        void expects(OwnExpectations one) {
            own.add(one);
        }

        void isBack(String bug) {
            corpus.add(bug);
        }

        void inside(InsideSteps sampled) {
            inside = sampled;
        }

        void stressed(Stressed run) {
            stressed = run;
        }

        void spec(SpecCheck compared) {
            spec = compared;
        }

        void grown(Grown done) {
            grown = done;
        }

        void notes(List<PortingNote> notes) {
            porting = notes;
        }

        /** A patch that does what no patch may. */
        Validated refused(List<String> problems) {
            return answer(Verdict.FAILED, "failed: " + problems.get(0), problems);
        }

        /** Everything has been searched for which there was time. */
        Validated done(long seconds) {
            Optional<Compared> failed =
                    Stream.concat(searched.stream(), grown.worse().stream())
                            .filter(one -> one.after().failed())
                            .findFirst();
            if (failed.isPresent()) {
                Searched after = failed.get().after();
                String at = after.place().isEmpty() ? "" : after.place() + ": ";
                String sentence =
                        "failed: " + at + after.message() + "; in " + failed.get().scenario();
                return answer(Verdict.FAILED, sentence, List.of());
            }
            effects = Effects.of(searched.stream().map(Compared::counted).toList());
            List<Compared> worse =
                    Stream.concat(searched.stream(), grown.worse().stream())
                            .filter(Builder::isWorse)
                            .toList();
            if (!worse.isEmpty()) {
                return answer(
                        Verdict.BREAKS,
                        Sentences.breaks(patch.name(), cause(worse), worse),
                        List.of());
            }
            List<String> violations = violations();
            Optional<OwnExpectations> unmet =
                    own.stream().filter(one -> !one.unmet().isEmpty()).findFirst();
            if (unmet.isPresent()) {
                return answer(
                        Verdict.BREAKS, Sentences.unmet(patch.name(), unmet.get()), List.of());
            }
            if (!inside.violated().isEmpty()) {
                return answer(Verdict.BREAKS, patch.name() + " breaks " + inside.text(), List.of());
            }
            if (stressed.isWorse()) {
                return answer(Verdict.BREAKS, patch.name() + " " + stressed.sentence(), List.of());
            }
            if (!stressed.failure().isEmpty()) {
                return answer(Verdict.FAILED, "failed: JCStress, " + stressed.failure(), List.of());
            }
            if (effects.isAgainstOrder() || !violations.isEmpty()) {
                return answer(
                        Verdict.BREAKS,
                        Sentences.againstOrder(
                                patch.name(),
                                PlaceInPatch.before(
                                        patch,
                                        effects.isAgainstOrder()
                                                ? effects.firstProblem()
                                                : violations.get(0))),
                        List.of());
            }
            if (spec.disagrees()) {
                return answer(
                        Verdict.DISAGREES,
                        patch.name()
                                + " and its override of the specification disagree in "
                                + spec.scenario(),
                        List.of());
            }
            if (searched.isEmpty()) {
                return answer(
                        Verdict.UNDECIDED,
                        leftOut.isEmpty()
                                ? "undecided: no scenario executes the changed functions; write one"
                                        + " that does, in "
                                        + patch.path().resolve(PatchFolder.SCENARIOS)
                                : "undecided: nothing was searched within " + seconds + " s",
                        List.of());
            }
            List<Compared> open = searched.stream().filter(Compared::undecided).toList();
            if (!open.isEmpty() || !leftOut.isEmpty()) {
                return answer(
                        Verdict.UNDECIDED,
                        Sentences.undecided(searched.size(), open, leftOut, seconds),
                        List.of());
            }
            boolean neutral = searched.stream().allMatch(Compared::same);
            return answer(
                    neutral ? Verdict.NEUTRAL : Verdict.NOT_WORSE,
                    neutral
                            ? Sentences.neutral(patch.name(), searched.size())
                            : Sentences.notWorse(patch.name(), searched),
                    List.of());
        }

        private List<String> violations() {
            return porting.stream().flatMap(one -> one.violations().stream()).toList();
        }

        /** The broken rule that a deadlock follows from; a circle of locks says no more than it. */
        private String cause(List<Compared> worse) {
            boolean waits =
                    worse.stream()
                            .anyMatch(
                                    one ->
                                            one.worse().contains(Property.P8)
                                                    || !one.newlyBlocked().isEmpty());
            if (!waits) {
                return "";
            }
            return Stream.of(
                            effects.asleep().stream().map(where -> "sleeps at " + where),
                            violations().stream(),
                            effects.lockProblems().stream().filter(p -> p.startsWith("forbidden")))
                    .flatMap(one -> one)
                    .findFirst()
                    .map(problem -> PlaceInPatch.before(patch, problem))
                    .orElse("");
        }

        private static boolean isWorse(Compared one) {
            return !one.worse().isEmpty() || !one.newlyBlocked().isEmpty();
        }

        private Validated answer(Verdict verdict, String sentence, List<String> details) {
            Optional<Trace> shortest =
                    Stream.concat(searched.stream(), grown.worse().stream())
                            .flatMap(one -> one.shortest().stream())
                            .min(
                                    java.util.Comparator.comparingInt(
                                            (Trace trace) -> trace.steps().size()));
            return new Validated(
                    patch,
                    ground,
                    kernel,
                    overrides,
                    hints,
                    verdict,
                    OwnNames.shortened(sentence),
                    details,
                    searched,
                    unreached,
                    leftOut,
                    cut,
                    shortest,
                    effects,
                    porting,
                    own,
                    grown,
                    inside,
                    stressed,
                    spec,
                    corpus);
        }
    }
}
