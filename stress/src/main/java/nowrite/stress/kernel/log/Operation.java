package nowrite.stress.kernel.log;

/**
 * What a user of the file did. Moments are places in the order of all times of the log.
 *
 * @param place where its line is, for a person
 * @param thread who did it
 * @param op its name: store, load, pread, pwrite, dio, trunc, otrunc, punch, fsync, msync, close,
 *     sfr
 * @param at its offset, or the size that it sets
 * @param length how many bytes it is about
 * @param value what it stored or found
 * @param begin when it began
 * @param end when it had ended; {@link KernelLog#NEVER} if it had not
 * @param result what the system call gave
 */
public record Operation(
        String place,
        int thread,
        String op,
        long at,
        long length,
        long value,
        int begin,
        int end,
        int result) {

    private static final int WORD = 8;

    /** Whether the log has its end. */
    public boolean isEnded() {
        return end != KernelLog.NEVER;
    }

    /** Whether it stores {@link #value}. */
    public boolean stores() {
        return op.equals("store") || op.equals("pwrite") || op.equals("dio");
    }

    /** Whether it has certainly stored all that it wanted to. */
    public boolean hasStored() {
        return stores() && isEnded() && result >= WORD;
    }

    /** Whether it has certainly stored nothing: the page was not there. */
    public boolean hasFailed() {
        return stores() && isEnded() && result < 0 && !op.equals("dio");
    }

    /** Whether it finds {@link #value}. */
    public boolean looks() {
        return op.equals("load") || op.equals("pread");
    }

    /** Whether what was stored before must be with the daemon when it returns. */
    public boolean makesDurable() {
        return op.equals("fsync") || op.equals("msync") || op.equals("close");
    }

    /** Whether it can take the word at an offset away: it sets the size, or makes a hole there. */
    public boolean mayCut(long offset) {
        return switch (op) {
            case "trunc" -> at < offset + WORD;
            case "otrunc" -> true;
            case "punch" -> at < offset + WORD && offset < at + length;
            default -> false;
        };
    }

    /** Whether it takes the whole word away if it succeeds. */
    public boolean cuts(long offset) {
        return switch (op) {
            case "trunc" -> at <= offset;
            case "otrunc" -> true;
            case "punch" -> at <= offset && offset + WORD <= at + length;
            default -> false;
        };
    }

    /** The size that it sets; -1 if it sets none. */
    public long size() {
        return op.equals("trunc") ? at : op.equals("otrunc") ? 0 : -1;
    }
}
