package nowrite.spec;

/** The exit codes of every command. */
public final class ExitCode {
    /** Every verdict is as expected. */
    public static final int OK = 0;

    /** A verdict differs from what was expected. */
    public static final int DIFFERS = 1;

    /** Something stayed unknown. */
    public static final int UNKNOWN = 2;

    /** Spec and model disagree. */
    public static final int DISAGREE = 3;

    /** Wrong usage or wrong input. */
    public static final int USAGE = 64;

    /** The machine lacks what the command needs. */
    public static final int UNAVAILABLE = 69;

    /** An engine failed. */
    public static final int FAILED = 70;

    private ExitCode() {}
}
