package nowrite.stress.jcstress.selfcheck;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import nowrite.stress.jcstress.SelfCheck;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Grades FORBIDDEN what every machine shows. */
@SelfCheck
@JCStressTest
@Outcome(id = "1, 2", expect = FORBIDDEN, desc = "always so")
@Outcome(expect = ACCEPTABLE, desc = "never")
@State
public class Forbidden {
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
