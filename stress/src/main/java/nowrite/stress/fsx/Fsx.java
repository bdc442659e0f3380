package nowrite.stress.fsx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import nowrite.spec.KernelId;
import nowrite.stress.kernel.bench.Mount;
import nowrite.stress.kernel.bench.RoundFolder;

/**
 * Lists of operations until one fails or the time is over.
 *
 * @param seconds the time
 * @param length operations in a list
 * @param halves half pages of the file
 * @param seed of the first list; each list has the next one
 * @param given a list to try in place of random ones; null for random ones
 */
public record Fsx(int seconds, int length, int halves, long seed, List<Deed> given) {

    private static final int GRACE_SECONDS = 90;
    private static final int PATIENCE_SECONDS = 10;
    private static final int MODEL_TRIES = 60;
    private static final int AGAIN = 20;

    /**
     * What came out.
     *
     * @param operations how many operations were tried
     * @param seed of the list that failed; -1 if none did
     * @param failure what was wrong and the reduced list; null if nothing was
     * @param list the list that failed, as it was
     * @param trouble what broke, for a person; null if nothing did
     */
    public record Result(long operations, long seed, String failure, String list, String trouble) {}

    /**
     * Reads a list.
     *
     * @throws IllegalArgumentException if a line is no operation, with the line
     * @throws IOException if the file cannot be read
     */
    public static List<Deed> read(Path file) throws IOException {
        return FsxMain.read(file);
    }

    /**
     * On the running kernel.
     *
     * @param conduct how the daemon answers, as its command line has it
     */
    public Result onKernel(String conduct, boolean writebackCache, LongConsumer progress)
            throws InterruptedException {
        RoundFolder.sweep();
        Path folder = RoundFolder.make();
        try {
            return onKernel(folder, conduct, writebackCache, progress);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use " + folder, e);
        } finally {
            RoundFolder.remove(folder);
        }
    }

    private Result onKernel(
            Path folder, String conduct, boolean writebackCache, LongConsumer progress)
            throws IOException, InterruptedException {
        Path list = folder.resolve("given.txt");
        if (given != null) {
            Files.writeString(list, FsxMain.text("given", given));
        }
        List<String> daemon =
                List.of(
                        "nowrite.stress.kernel.daemon.DaemonMain",
                        folder.resolve("daemon.ndjson").toString(),
                        conduct,
                        writebackCache ? "on" : "off",
                        "" + seed,
                        "0",
                        "-");
        List<String> client =
                List.of(
                        "nowrite.stress.fsx.FsxMain",
                        folder.resolve("mnt").toString(),
                        folder.toString(),
                        "" + halves,
                        "" + length,
                        "" + seed,
                        "" + seconds * 1000L,
                        given == null ? "-" : list.toString());
        AtomicLong operations = new AtomicLong();
        AtomicLong failed = new AtomicLong(-1);
        AtomicReference<String> trouble = new AtomicReference<>();
        CountDownLatch ended = new CountDownLatch(1);
        try (Mount mount =
                Mount.start(
                        folder,
                        seconds + GRACE_SECONDS,
                        daemon,
                        List.of(client),
                        line -> {
                            String[] words = line.split(" ");
                            switch (words[0]) {
                                case "ops", "done" -> operations.set(Long.parseLong(words[2]));
                                case "failed" -> failed.set(Long.parseLong(words[1]));
                                case "failed:" -> trouble.set(line);
                                case "client", "daemon" -> {
                                    if (ended.getCount() > 0
                                            && !words[words.length - 1].equals("0")) {
                                        trouble.set(line + errors(folder));
                                    }
                                    ended.countDown();
                                }
                                case "gone" -> ended.countDown();
                                default -> {
                                    // The number of the connection.
                                }
                            }
                        })) {
            long end = System.nanoTime() + (seconds + GRACE_SECONDS) * 1_000_000_000L;
            while (!ended.await(1, TimeUnit.SECONDS) && System.nanoTime() < end) {
                progress.accept(operations.get());
            }
            boolean orderly = ended.getCount() == 0;
            if (!(orderly ? mount.end() : mount.abort()) || !orderly) {
                trouble.compareAndSet(null, "the client did not end in time and was killed");
            }
        }
        boolean found = failed.get() >= 0;
        return new Result(
                operations.get(),
                failed.get(),
                found ? Files.readString(folder.resolve(FsxMain.FAILURE)) : null,
                found ? Files.readString(folder.resolve(FsxMain.LIST)) : null,
                trouble.get());
    }

    private static String errors(Path folder) {
        try {
            return ": " + Files.readString(folder.resolve("client-0.err")).strip();
        } catch (IOException e) {
            return "";
        }
    }

    /** On the model. */
    public Result onModel(KernelId kernel, LongConsumer progress) throws InterruptedException {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        long operations = 0;
        long now = seed;
        do {
            List<Deed> deeds = given == null ? Deed.random(now, length, halves) : given;
            Trial.Failure failure = trial(deeds, kernel, now);
            operations += failure == null ? deeds.size() : failure.index();
            if (failure != null) {
                long failing = now;
                List<Deed> reduced =
                        Reducer.reduce(
                                deeds.subList(0, Math.min(deeds.size(), failure.index() + 1)),
                                list -> failsSometimes(list, kernel, failing),
                                MODEL_TRIES);
                return new Result(
                        operations,
                        now,
                        FsxMain.text("in the whole list: " + failure, reduced),
                        FsxMain.text(failure.toString(), deeds),
                        null);
            }
            progress.accept(operations);
            now++;
        } while (System.nanoTime() < end);
        return new Result(operations, -1, null, null, null);
    }

    /** The threads of the model have no order of ours: a list that can fail need not. */
    private boolean failsSometimes(List<Deed> deeds, KernelId kernel, long failing)
            throws InterruptedException {
        for (int i = 0; i < AGAIN; i++) {
            if (trial(deeds, kernel, failing + i) != null) {
                return true;
            }
        }
        return false;
    }

    private Trial.Failure trial(List<Deed> deeds, KernelId kernel, long random)
            throws InterruptedException {
        AtomicReference<Trial.Failure> failure = new AtomicReference<>();
        AtomicReference<RuntimeException> broken = new AtomicReference<>();
        AtomicReference<ModelFile> used = new AtomicReference<>();
        Thread user =
                new Thread(
                        () -> {
                            try (ModelFile file = new ModelFile(deeds, halves, kernel, random)) {
                                used.set(file);
                                failure.set(Trial.of(deeds, file, halves));
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            } catch (RuntimeException e) {
                                broken.set(e);
                            }
                        },
                        "fsx-user");
        user.setDaemon(true);
        user.start();
        user.join(PATIENCE_SECONDS * 1000L);
        if (user.isAlive()) {
            if (used.get() != null) {
                used.get().close();
            }
            user.interrupt();
            user.join(PATIENCE_SECONDS * 1000L);
            return new Trial.Failure(deeds.size() - 1, deeds.get(deeds.size() - 1), "no end");
        }
        if (broken.get() != null) {
            throw broken.get();
        }
        return failure.get();
    }

    /** The most operations that a list on the model can have. */
    public static int mostOnModel() {
        return ModelFile.MOST_STORES;
    }
}
