package nowrite.stress.patch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import nowrite.spec.KernelId;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.ScenarioParser;
import nowrite.stress.cli.home.Checkout;
import nowrite.stress.cli.jobs.Counts;
import nowrite.stress.cli.jobs.Job;
import nowrite.stress.patch.measure.Measured;

/** Searches scenarios on the kernel without the patch, as far as the time allows. */
final class Before {
    private final KernelId ground;
    private final Said said;
    private final Baseline baseline;
    private final Counts counts;
    private final long end;
    private final List<String> cut = new ArrayList<>();

    /**
     * A search.
     *
     * @param time how long it and the counting may last together
     */
    Before(Checkout checkout, KernelId ground, Said said, Duration time) {
        this.ground = ground;
        this.said = said;
        this.baseline = new Baseline(checkout, ground);
        this.counts = Counts.read(checkout.counts());
        this.end = System.nanoTime() + time.toNanos();
    }

    private Duration left() {
        return Duration.ofNanos(end - System.nanoTime());
    }

    private boolean isOver() {
        return left().isZero() || left().isNegative();
    }

    /** The scenarios for which there was no time, in part or at all. */
    List<String> cut() {
        return cut;
    }

    /** Searches: what is remembered is not searched again, the user's own and the small first. */
    List<Searched> search(Collection<Scenario> scenarios) throws InterruptedException {
        List<Searched> all = new ArrayList<>();
        List<Scenario> missing = new ArrayList<>();
        for (Scenario one : scenarios) {
            baseline.remembered(one).ifPresentOrElse(all::add, () -> missing.add(one));
        }
        missing.sort(
                Comparator.comparing((Scenario one) -> !ScenarioParser.isOwn(one.name()))
                        .thenComparing(this::states));
        int done = 0;
        for (Scenario one : missing) {
            done++;
            if (isOver()) {
                cut.add(one.name());
                continue;
            }
            String what =
                    ground
                            + " without the patch, "
                            + done
                            + " of "
                            + missing.size()
                            + " scenarios (remembered for the next time), "
                            + left().toSeconds()
                            + " s left: "
                            + one.name();
            said.now(what);
            Duration own = one.budget().time();
            boolean less = left().compareTo(own) < 0;
            Searched found =
                    baseline.search(
                            one,
                            less ? Job.limitsOf(one).within(left()) : Job.limitsOf(one),
                            (states, pending, depth) -> said.now(what, states));
            if (less && found.undecided() && isOver()) {
                cut.add(one.name());
            } else {
                all.add(found);
            }
        }
        return all;
    }

    private long states(Scenario scenario) {
        return counts.get(scenario.name(), ground.toString())
                .or(() -> counts.get(scenario.name(), ground.twin().toString()))
                .map(Counts.Count::states)
                .orElse(Counts.LARGE_FOR_TLC);
    }

    /** What a scenario costs without the patch; not if it is too large for that. */
    Searched counted(Scenario scenario, Searched before) throws InterruptedException {
        if (before.undecided()) {
            return before.with(Measured.nothing("not searched to the end without the patch"));
        }
        String what = "counting in " + scenario.name() + " without the patch";
        return before.with(
                baseline.measured(
                        scenario,
                        isOver() ? Duration.ZERO : left(),
                        (states, pending, depth) -> said.now(what, states)));
    }
}
