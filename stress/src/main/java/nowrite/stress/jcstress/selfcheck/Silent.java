package nowrite.stress.jcstress.selfcheck;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import nowrite.stress.jcstress.BrokenTwin;
import nowrite.stress.jcstress.SelfCheck;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A broken twin that is not broken, so nobody can catch it. */
@SelfCheck
@BrokenTwin(of = Forbidden.class)
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE_INTERESTING, desc = "never")
@Outcome(expect = ACCEPTABLE, desc = "always")
@State
public class Silent {
    /** Gives 1. */
    @Actor
    public void one(II_Result r) {
        r.r1 = 1;
    }

    /** Gives 2. */
    @Actor
    public void two(II_Result r) {
        r.r2 = 2;
    }
}
