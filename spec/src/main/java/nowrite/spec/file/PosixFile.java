package nowrite.spec.file;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The sequential specification of a POSIX file: a register for each half page, and a size.
 *
 * <p>An access through a mapping is one operation; beyond the last page of the file it is SIGBUS.
 * Past the end but inside the last page a load may return anything, and what a store leaves there
 * is nobody's to keep. A truncation may have two points: first the size, then the content; between
 * them an access through a mapping to a page that is going may still succeed or be SIGBUS. fsync
 * promises that the server has, of each half page, what is there now or something newer.
 */
public final class PosixFile {
    private static final String ZERO = "0";

    private final int size;
    private final List<List<String>> registers;
    private final List<Integer> durable;
    private final int going;

    private PosixFile(int size, List<List<String>> registers, List<Integer> durable, int going) {
        this.size = size;
        this.registers = registers;
        this.durable = durable;
        this.going = going;
    }

    /** A file of some half pages, of which the first {@code size} hold {@code content}. */
    public static PosixFile of(int halves, int size, String content) {
        List<List<String>> registers = new ArrayList<>();
        for (int half = 0; half < halves; half++) {
            registers.add(List.of(half < size ? content : ZERO));
        }
        return new PosixFile(size, registers, Collections.nCopies(halves, 0), size);
    }

    /** Does a whole operation; empty if it cannot have its result here. */
    public Optional<PosixFile> after(Call call) {
        return apply(call, 1, 1);
    }

    /** Half pages inside the file. */
    public int size() {
        return size;
    }

    /** How many points an operation has. */
    static int points(Call call, boolean twoPoints) {
        return twoPoints && call.kind() == Call.Kind.TRUNCATE ? 2 : 1;
    }

    /**
     * Does one point of an operation.
     *
     * @param point 1, or 2 for the second of a truncation
     * @param points how many the operation has
     * @return the file after it; empty if the operation cannot have this result here
     */
    Optional<PosixFile> apply(Call call, int point, int points) {
        int half = call.half();
        return switch (call.kind()) {
            case STORE -> store(call);
            case LOAD -> load(call);
            case WRITE -> when(true, with(half, call.value(), Math.max(size, half + 1)));
            case READ -> when(call.result().equals(half < size ? now(half) : Call.EOF), this);
            case TRUNCATE -> Optional.of(truncate(half, point, points));
            case PUNCH -> Optional.of(half < size ? with(half, ZERO, size) : this);
            case FSYNC -> Optional.of(sync());
            case DURABLE -> when(isDurable(half, call.result()), this);
        };
    }

    private static Optional<PosixFile> when(boolean allowed, PosixFile then) {
        return allowed ? Optional.of(then) : Optional.empty();
    }

    private static int pages(int halves) {
        return (halves + 1) / 2;
    }

    private Optional<PosixFile> store(Call call) {
        boolean inside = call.half() / 2 < pages(size);
        boolean mapped = call.half() / 2 < pages(going);
        if (call.result().equals(Call.SIGBUS)) {
            return when(!inside, this);
        }
        return when(inside || mapped, with(call.half(), call.value(), size));
    }

    private Optional<PosixFile> load(Call call) {
        boolean inside = call.half() / 2 < pages(size);
        boolean mapped = call.half() / 2 < pages(going);
        if (call.result().equals(Call.SIGBUS)) {
            return when(!inside, this);
        }
        boolean unspecified = inside && call.half() >= size;
        return when(
                unspecified || (inside || mapped) && call.result().equals(now(call.half())), this);
    }

    private String now(int half) {
        List<String> history = registers.get(half);
        return history.get(history.size() - 1);
    }

    private PosixFile with(int half, String value, int newSize) {
        List<List<String>> changed = new ArrayList<>(registers);
        List<String> history = new ArrayList<>(registers.get(half));
        history.add(value);
        changed.set(half, history);
        return new PosixFile(newSize, changed, durable, Math.max(going, newSize));
    }

    private PosixFile truncate(int newSize, int point, int points) {
        if (points == 2 && point == 1) {
            return new PosixFile(newSize, registers, durable, Math.max(size, newSize));
        }
        PosixFile cut = this;
        for (int half = newSize; half < registers.size(); half++) {
            if (!cut.now(half).equals(ZERO)) {
                cut = cut.with(half, ZERO, cut.size);
            }
        }
        int sized = points == 1 ? newSize : size;
        return new PosixFile(sized, cut.registers, cut.durable, sized);
    }

    private PosixFile sync() {
        List<Integer> synced = new ArrayList<>();
        registers.forEach(history -> synced.add(history.size() - 1));
        return new PosixFile(size, registers, synced, going);
    }

    private boolean isDurable(int half, String content) {
        List<String> history = registers.get(half);
        return history.subList(durable.get(half), history.size()).contains(content);
    }
}
