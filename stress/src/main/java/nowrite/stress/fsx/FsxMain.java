package nowrite.stress.fsx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nowrite.stress.kernel.client.Helper;

/** Lists of operations on files of a mount, in a process of its own. */
public final class FsxMain {

    /** The file that says what failed: the message, then the reduced list. */
    static final String FAILURE = "failure.txt";

    /** The list that failed, as it was. */
    static final String LIST = "list.txt";

    private static final int TRIES = 400;
    private static final long TELL_EVERY_NANOS = 500_000_000L;

    private final Path mount;
    private final Path folder;
    private final int halves;
    private final boolean helped = Helper.missing() == null;
    private int files;

    private FsxMain(Path mount, Path folder, int halves) {
        this.mount = mount;
        this.folder = folder;
        this.halves = halves;
    }

    /**
     * Tries lists until one fails or the time is over; reduces what fails. It says {@code ops 0 N}
     * now and then, {@code failed SEED} if something did, {@code done 0 N} at its end.
     *
     * @param args the mount, the folder for results, half pages, operations in a list, the first
     *     seed, the time in ms, and a file with a list to try in place of random ones, or {@code -}
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        FsxMain fsx = new FsxMain(Path.of(args[0]), Path.of(args[1]), Integer.parseInt(args[2]));
        int length = Integer.parseInt(args[3]);
        long seed = Long.parseLong(args[4]);
        long end = System.nanoTime() + Long.parseLong(args[5]) * 1_000_000;
        List<Deed> given = args[6].equals("-") ? null : read(Path.of(args[6]));
        long done = 0;
        long told = 0;
        do {
            List<Deed> deeds = given == null ? Deed.random(seed, length, fsx.halves) : given;
            Trial.Failure failure = fsx.run(deeds);
            done += failure == null ? deeds.size() : failure.index();
            if (failure != null) {
                fsx.tell(deeds, failure, seed);
                break;
            }
            if (System.nanoTime() - told > TELL_EVERY_NANOS) {
                told = System.nanoTime();
                System.out.println("ops 0 " + done);
            }
            seed++;
        } while (System.nanoTime() < end);
        System.out.println("done 0 " + done);
    }

    private Trial.Failure run(List<Deed> deeds) throws InterruptedException {
        int number = ++files;
        try (TestedFile file =
                new KernelFile(
                        mount.resolve("fsx-" + number),
                        halves,
                        folder.resolve("scratch"),
                        helped)) {
            return Trial.of(deeds, file, halves);
        }
    }

    private void tell(List<Deed> deeds, Trial.Failure failure, long seed)
            throws IOException, InterruptedException {
        Files.writeString(folder.resolve(LIST), text(failure.toString(), deeds));
        List<Deed> first = deeds.subList(0, failure.index() + 1);
        List<Deed> reduced = Reducer.reduce(first, list -> run(list) != null, TRIES);
        Trial.Failure shorter = run(reduced);
        Files.writeString(
                folder.resolve(FAILURE),
                text(
                        shorter == null ? failure + " (not every time)" : shorter.toString(),
                        reduced));
        System.out.println("failed " + seed);
    }

    /** A list as a file: what was wrong as a comment, then an operation a line. */
    static String text(String comment, List<Deed> deeds) {
        StringBuilder text = new StringBuilder("# " + comment + "\n");
        deeds.forEach(deed -> text.append(deed).append('\n'));
        return text.toString();
    }

    /**
     * Reads what {@link #text} writes.
     *
     * @throws IllegalArgumentException if a line is no operation, with the line
     */
    static List<Deed> read(Path file) throws IOException {
        List<Deed> deeds = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replaceFirst("#.*", "").strip();
            if (!line.isEmpty()) {
                try {
                    deeds.add(Deed.parse(line));
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(
                            file + ":" + (i + 1) + ": " + e.getMessage(), e);
                }
            }
        }
        return deeds;
    }
}
