package nowrite.stress.selftest.mutant;

/** Mutants whose fate is known beforehand: they test the self-test. */
public final class Canary {
    /** How the names of canaries begin. */
    public static final String PREFIX = "canary:";

    /** Changes nothing, and must survive: else everything would be killed. */
    public static final String NO_OP = PREFIX + "no-op";

    /** Takes out the wake-up at the end of a WRITE, and must be killed by P8. */
    public static final String FATAL = PREFIX + "fatal";

    private Canary() {}
}
