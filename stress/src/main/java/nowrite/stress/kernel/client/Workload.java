package nowrite.stress.kernel.client;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * One thread's random operations. In page p, thread i stores only to the 8 bytes at {@code p * 4096
 * + 8 * i}, each time a value that it has never stored before and that is larger; so of two values
 * of a slot everybody sees which is older. The last page is for direct I/O, which fills whole
 * pages: only thread 0 stores there.
 */
final class Workload {

    /** Operations that are rare, by the number of a thousand below which they are chosen. */
    private static final TreeMap<Integer, String> RARE =
            new TreeMap<>(
                    Map.of(
                            700, "sfr", 780, "msync", 830, "fsync", 855, "close", 940, "trunc", 955,
                            "otrunc", 975, "punch", 1000, "dio"));

    /** The operations that a run can do without. */
    static final Collection<String> OPTIONAL = RARE.values();

    private final MappedFile file;
    private final OperationLog log;
    private final SplittableRandom random;
    private final int thread;
    private final int threads;
    private final int pages;
    private final Set<String> without;
    private long sequence;

    /** Where this thread stored last: the place where a read can tell most. */
    private long last;

    /**
     * Prepares.
     *
     * @param without operations that it leaves out; it stores in their place
     */
    Workload(
            MappedFile file,
            OperationLog log,
            long seed,
            int thread,
            int threads,
            int pages,
            Set<String> without) {
        this.without = without;
        this.file = file;
        this.log = log;
        this.random = new SplittableRandom(seed * 1_000_003 + thread);
        this.thread = thread;
        this.threads = threads;
        this.pages = pages;
    }

    /** One operation; false if the connection is gone. */
    boolean step() {
        int dice = random.nextInt(1000);
        int page = random.nextInt(pages);
        long slot = slot(page, thread);
        long seen = random.nextBoolean() ? last : slot(page, random.nextInt(threads));
        if (dice < 380) {
            return storing(page, slot, dice < 260);
        } else if (dice < 500) {
            return value("load", seen, () -> file.load(seen));
        } else if (dice < 600) {
            return value("pread", seen, () -> file.read(seen));
        }
        String name = RARE.higherEntry(dice).getValue();
        if (without.contains(name) || !isPossible(name)) {
            return storing(page, slot, dice % 2 == 0);
        }
        long at = (long) page * MappedFile.PAGE;
        return switch (name) {
            case "sfr" -> plain(name, 0, 0, () -> file.startWriteback(0, 0));
            case "msync" -> plain(name, at, MappedFile.PAGE, () -> file.msync(at, MappedFile.PAGE));
            case "fsync" -> plain(name, 0, 0, file::fsync);
            case "close" -> plain(name, 0, 0, file::reopenAndClose);
            case "trunc" -> {
                long size = size();
                yield plain(name, size, 0, () -> file.truncate(size));
            }
            case "otrunc" -> plain(name, 0, 0, file::openTruncating);
            case "punch" -> {
                long length = (1 + random.nextInt(2)) * (long) MappedFile.PAGE;
                yield plain(name, at, length, () -> file.punch(at, length));
            }
            default -> direct();
        };
    }

    private boolean isPossible(String name) {
        return switch (name) {
            case "sfr", "punch" -> file.hasHelper();
            case "dio" -> thread == 0 && file.hasSource() && pages > 1;
            default -> true;
        };
    }

    private static long slot(int page, int thread) {
        return (long) page * MappedFile.PAGE + 8L * thread;
    }

    /** Whole pages, or an end between two slots; more often large than small. */
    private long size() {
        int whole = Math.max(random.nextInt(pages + 1), random.nextInt(pages + 1));
        boolean partial = random.nextInt(4) == 0 && whole < pages;
        return (long) whole * MappedFile.PAGE + (partial ? 8L * random.nextInt(threads + 1) : 0);
    }

    private boolean storing(int page, long slot, boolean mapped) {
        boolean others = page == pages - 1 && thread != 0 && file.hasSource();
        long at = others ? slot(random.nextInt(Math.max(1, pages - 1)), thread) : slot;
        if (others && pages == 1) {
            return true;
        }
        long value = (thread + 1L) << 48 | ++sequence;
        last = at;
        return ended(
                mapped ? "store" : "pwrite",
                at,
                8,
                value,
                () -> mapped ? file.store(at, value) : file.write(at, value));
    }

    private boolean direct() {
        int page = pages - 1;
        long from = ++sequence;
        long at = slot(page, 0);
        return ended(
                "dio", at, MappedFile.PAGE, 1L << 48 | from, () -> file.directRead(page, from));
    }

    /** What is done between begin and end. */
    private interface Deed {
        int result();
    }

    private boolean ended(String name, long at, long length, long value, Deed deed) {
        log.begin(name, at, length, value);
        int result = deed.result();
        log.end(name, at, result, value);
        return result != -107;
    }

    private boolean plain(String name, long at, long length, Deed deed) {
        return ended(name, at, length, 0, deed);
    }

    private boolean value(String name, long at, Deed deed) {
        log.begin(name, at, 0, 0);
        int result = deed.result();
        log.end(name, at, result, file.loaded());
        return result != -107;
    }
}
