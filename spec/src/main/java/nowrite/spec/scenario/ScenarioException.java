package nowrite.spec.scenario;

/** A scenario file is wrong. The message says where, what is wrong and what would be right. */
public final class ScenarioException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String file;
    private final int line;
    private final String reason;
    private final String example;

    /**
     * Says what is wrong.
     *
     * @param file the file, as the user named it
     * @param line number of the line, from 1; 0 if the whole file is meant
     * @param reason what is wrong, one sentence without a full stop
     * @param example a correct line
     */
    public ScenarioException(String file, int line, String reason, String example) {
        super(place(file, line) + ": " + reason + "\n  correct would be, for example:  " + example);
        this.file = file;
        this.line = line;
        this.reason = reason;
        this.example = example;
    }

    private static String place(String file, int line) {
        return line == 0 ? file : file + ":" + line;
    }

    /** The file, as the user named it. */
    public String file() {
        return file;
    }

    /** The number of the line, from 1; 0 if the whole file is meant. */
    public int line() {
        return line;
    }

    /** What is wrong. */
    public String reason() {
        return reason;
    }

    /** A correct line. */
    public String example() {
        return example;
    }
}
