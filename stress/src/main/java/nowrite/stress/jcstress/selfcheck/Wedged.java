package nowrite.stress.jcstress.selfcheck;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import nowrite.stress.jcstress.SelfCheck;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** An actor of it waits for what never comes. */
@SelfCheck
@JCStressTest
@Outcome(expect = ACCEPTABLE, desc = "never")
@State
public class Wedged {
    private volatile int never;

    /** Waits for ever. */
    @Actor
    public void waitsForEver(II_Result r) {
        while (never == 0) {
            Thread.onSpinWait();
        }
        r.r1 = 1;
    }

    /** Does nothing. */
    @Actor
    public void two(II_Result r) {
        r.r2 = 2;
    }
}
