package nowrite.spec.scenario;

import java.util.Locale;

/** What the daemon may answer to SETATTR besides doing it and saying so. */
public enum SetattrOutcome {
    /** EIO; the file is as it was. */
    EIO_BEFORE,
    /** EINTR; the file is as it was. */
    EINTR_BEFORE,
    /** EIO, but the file has been changed. */
    EIO_AFTER,
    /** EINTR, but the file has been changed. */
    EINTR_AFTER,
    /** Success, but the attributes are those of another type of file. */
    OTHER_TYPE;

    /** The word in a scenario file: {@code eio-before}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The label of the daemon's step: {@code daemon:eio_before}. */
    public String label() {
        return "daemon:" + name().toLowerCase(Locale.ROOT);
    }

    /** The outcome of the daemon's step with this label. */
    public static SetattrOutcome of(String label) {
        for (SetattrOutcome outcome : values()) {
            if (outcome.label().equals(label)) {
                return outcome;
            }
        }
        throw new IllegalArgumentException("no answer of the daemon is called " + label);
    }

    /** Whether the daemon changes its file. */
    public boolean takesEffect() {
        return this != EIO_BEFORE && this != EINTR_BEFORE;
    }

    /** The error number in the reply: EINTR is 4, EIO is 5, none is 0. */
    public int error() {
        return switch (this) {
            case EIO_BEFORE, EIO_AFTER -> 5;
            case EINTR_BEFORE, EINTR_AFTER -> 4;
            case OTHER_TYPE -> 0;
        };
    }
}
