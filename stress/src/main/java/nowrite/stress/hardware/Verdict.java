package nowrite.stress.hardware;

import nowrite.spec.ExitCode;

/** What a run says about one test. */
public enum Verdict {
    /** No forbidden outcome was seen in any sample. */
    PASSED("passed", ExitCode.OK),

    /** A forbidden outcome was seen. */
    FORBIDDEN("FORBIDDEN", ExitCode.DIFFERS),

    /** A broken twin showed its outcome. */
    CAUGHT("caught", ExitCode.OK),

    /** A broken twin did not: so it is not known that the correct test could fail. */
    NOT_CAUGHT("not caught", ExitCode.UNKNOWN),

    /** A twin whose outcome needs another kind of machine did not show it. */
    NOT_HERE("not on this machine", ExitCode.OK),

    /** The canary showed its outcome. */
    SEEN("seen", ExitCode.OK),

    /** The canary did not: the run saw nothing. */
    MISSED("MISSED", ExitCode.FAILED),

    /** It was not run: the machine has too few processors for its actors. */
    NEEDS_CPUS("skipped (needs CPUs)", ExitCode.OK),

    /** An actor did not end in time; the test was killed. */
    WEDGED("WEDGED", ExitCode.FAILED),

    /** The test broke, or was planned and gave no result. */
    FAILED("FAILED", ExitCode.FAILED);

    private final String word;
    private final int exitCode;

    Verdict(String word, int exitCode) {
        this.word = word;
        this.exitCode = exitCode;
    }

    /** The word for a person. */
    public String word() {
        return word;
    }

    /** What a run with this verdict ends with, if nothing worse is in it. */
    public int exitCode() {
        return exitCode;
    }
}
