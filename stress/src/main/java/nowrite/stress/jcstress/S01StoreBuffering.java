package nowrite.stress.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * The canary: two processors store, then load what the other stored, and both miss it. Every
 * processor with store buffers does that. A run that does not see it has seen nothing.
 *
 * <p>Measured with --time quick on AMD EPYC, 2 cores, JDK 25, other work beside it:
 *
 * <pre>
 *   $ ./nowrite stress S01StoreBuffering
 *   S01StoreBuffering  0, 0             396,142    23.33%  interesting
 *   S01StoreBuffering  0, 1             829,625    48.86%
 *   S01StoreBuffering  1, 0             472,030    27.80%
 *   S01StoreBuffering  1, 1                  14   0.0008%
 * </pre>
 */
@Canary
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE_INTERESTING, desc = "both loads came before the stores")
@Outcome(
        id = {"0, 1", "1, 0", "1, 1"},
        expect = ACCEPTABLE,
        desc = "as if one access came after the other")
@State
public class S01StoreBuffering {
    private int x;
    private int y;

    /** Stores x, loads y. */
    @Actor
    public void left(II_Result r) {
        x = 1;
        r.r1 = y;
    }

    /** Stores y, loads x. */
    @Actor
    public void right(II_Result r) {
        y = 1;
        r.r2 = x;
    }
}
