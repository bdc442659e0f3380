package nowrite.stress.selftest.tla;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import nowrite.spec.tlc.TlcProcess;
import nowrite.stress.selftest.mutant.Fate;

/**
 * Has a child JVM try mutants of the modules one after the other. A child that dies, or is too long
 * at one mutant, is followed by another for the rest.
 */
public final class SpecRunner {
    private static final int HEAP_MEGABYTES = 3_000;

    private final Path home;
    private final Path work;
    private final long mostStates;
    private final long mostForSurvivors;
    private final Predicate<String> equivalent;

    /**
     * A runner.
     *
     * @param home the checkout
     * @param work a folder for what is generated; it is deleted in the end
     * @param mostStates larger scenarios are not tried
     * @param mostForSurvivors larger scenarios are not tried on a mutant that nothing has noticed
     * @param equivalent which mutants are known to behave as the original does: a second round is
     *     not worth its time
     */
    public SpecRunner(
            Path home,
            Path work,
            long mostStates,
            long mostForSurvivors,
            Predicate<String> equivalent) {
        this.home = home;
        this.work = work;
        this.mostStates = mostStates;
        this.mostForSurvivors = mostForSurvivors;
        this.equivalent = equivalent;
    }

    /** What is told of each mutant. */
    public interface Told {
        /** What became of it. */
        void fate(Fate fate);

        /** It is no specification, or the child ended at it. */
        void broken(String id, String why);
    }

    /**
     * Tries mutants.
     *
     * @param ids the names of the mutants
     * @param time where to stop; mutants that are not told of then were not tried
     * @throws InterruptedException if the thread was interrupted; the child is gone
     */
    public void run(List<String> ids, Duration time, Told told) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        List<String> left = new ArrayList<>(ids);
        try {
            while (!left.isEmpty() && System.nanoTime() < end) {
                int before = left.size();
                child(left, Duration.ofNanos(end - System.nanoTime()), told);
                if (left.size() == before) {
                    throw new IllegalStateException(
                            "the child tried none of "
                                    + before
                                    + " mutants; its errors are in "
                                    + work.resolve("err"));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the mutants of the spec could not be tried", e);
        }
    }

    private void child(List<String> left, Duration time, Told told)
            throws IOException, InterruptedException {
        Path temporary = Files.createDirectories(work.resolve("tmp"));
        Path list = work.resolve("ids");
        Files.write(list, left.stream().map(this::marked).toList());
        List<String> begun = new ArrayList<>();
        Consumer<String> lines =
                line -> {
                    if (line.startsWith(SpecWorker.BEGUN)) {
                        begun.add(line.substring(SpecWorker.BEGUN.length()));
                    } else if (line.startsWith(SpecWorker.FATE)) {
                        told.fate(read(line.substring(SpecWorker.FATE.length())));
                        left.remove(0);
                    } else if (line.startsWith(SpecWorker.INVALID)) {
                        told.broken(left.remove(0), line.substring(SpecWorker.INVALID.length()));
                    }
                };
        int before = left.size();
        TlcProcess.Ended ended =
                TlcProcess.run(
                        command(temporary, list),
                        work,
                        work.resolve("out"),
                        work.resolve("err"),
                        time,
                        lines);
        if (!ended.timedOut() && begun.size() > before - left.size()) {
            told.broken(left.remove(0), "the engine ended, exit code " + ended.exitCode());
        }
    }

    private String marked(String id) {
        return equivalent.test(id) ? id + SpecWorker.EQUIVALENT : id;
    }

    private static Fate read(String json) {
        try {
            return new ObjectMapper().readValue(json, Fate.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the child said what is not understood: " + json, e);
        }
    }

    private List<String> command(Path temporary, Path list) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:NewRatio=1",
                "-Xmx" + HEAP_MEGABYTES + "m",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                absolute(System.getProperty("java.class.path")),
                SpecWorker.class.getName(),
                home.toString(),
                list.toString(),
                work.resolve("generated").toString(),
                Long.toString(mostStates),
                Long.toString(mostForSurvivors));
    }

    private static String absolute(String classPath) {
        return Stream.of(classPath.split(java.io.File.pathSeparator))
                .map(part -> Path.of(part).toAbsolutePath().toString())
                .collect(java.util.stream.Collectors.joining(java.io.File.pathSeparator));
    }

    /** Deletes what the runs left behind. */
    public void clean() {
        if (!Files.exists(work)) {
            return;
        }
        try (Stream<Path> files = Files.walk(work)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clean " + work, e);
        }
    }
}
