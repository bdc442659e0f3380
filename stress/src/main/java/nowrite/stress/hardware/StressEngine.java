package nowrite.stress.hardware;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;

/** Runs tests in JCStress and judges what they showed. */
public final class StressEngine {
    /** Hears how far a run is. */
    @FunctionalInterface
    public interface Progress {
        /**
         * Called every second or so.
         *
         * @param done JVMs that have ended
         * @param planned JVMs there will be; 0 while that is not known
         */
        void at(int done, int planned);
    }

    /** JCStress ends with 1 if a test failed; anything else is a breakdown. */
    private static final int SOME_FAILED = 1;

    private static final String MAIN = "org.openjdk.jcstress.Main";

    private final Path folder;
    private final Effort effort;
    private final int cpus;
    private final Duration patience;
    private final Map<String, String> environment;
    private String trouble;

    /**
     * An engine for one run.
     *
     * @param folder where it leaves its files; it exists and is empty
     * @param effort how long it tries
     * @param cpus the processors that it may use
     * @param patience how long a test may take beyond three times its iterations
     */
    public StressEngine(Path folder, Effort effort, int cpus, Duration patience) {
        this(folder, effort, cpus, patience, Map.of());
    }

    /**
     * An engine for one run in another environment.
     *
     * @param environment variables that JCStress's children see besides
     */
    public StressEngine(
            Path folder,
            Effort effort,
            int cpus,
            Duration patience,
            Map<String, String> environment) {
        this.folder = folder;
        this.effort = effort;
        this.cpus = cpus;
        this.patience = patience;
        this.environment = new TreeMap<>(environment);
    }

    /** What is wrong with the run as a whole; null if nothing is. */
    public String trouble() {
        return trouble;
    }

    /**
     * Runs the tests that the machine can schedule.
     *
     * @param selected the tests; those that need more processors get a report that says so
     * @return a report for each, in the same order
     * @throws InterruptedException if the thread was interrupted; nothing is left running
     */
    public List<TestReport> run(List<HardwareTest> selected, Progress progress)
            throws InterruptedException {
        List<HardwareTest> runnable = selected.stream().filter(t -> t.actors() <= cpus).toList();
        Map<String, List<TestResult>> results = new TreeMap<>();
        Map<String, String> wedged = Map.of();
        if (!runnable.isEmpty()) {
            Duration limit = effort.work().multipliedBy(3).plus(patience);
            ForkWatch watch = new ForkWatch(runnable, folder.resolve("threads"), limit);
            try {
                execute(runnable, watch, progress);
                results = read();
            } catch (IOException e) {
                trouble = "JCStress could not be run: " + e.getMessage();
            }
            wedged = watch.wedged();
        }
        List<TestReport> reports = new ArrayList<>();
        for (HardwareTest test : selected) {
            reports.add(
                    runnable.contains(test)
                            ? Grading.of(
                                    test,
                                    results.getOrDefault(test.fullName(), List.of()),
                                    wedged.get(test.name()))
                            : Grading.needsProcessors(test));
        }
        return reports;
    }

    private void execute(List<HardwareTest> runnable, ForkWatch watch, Progress progress)
            throws IOException, InterruptedException {
        StressChild child = new StressChild(environment);
        Path output = folder.resolve("jcstress.txt");
        int code = child.run(command(runnable), folder, output, watch, progress::at);
        if (child.planned() == 0) {
            trouble = "JCStress planned no test and ended with " + code + "; see jcstress.txt";
        } else if (code != 0 && code != SOME_FAILED) {
            trouble = "JCStress ended with " + code + "; see jcstress.txt";
        }
    }

    private List<String> command(List<HardwareTest> runnable) throws IOException {
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx512m");
        command.add("-Djava.io.tmpdir=" + temporary);
        command.add("-cp");
        command.add(absolute(System.getProperty("java.class.path")));
        command.add(MAIN);
        command.addAll(
                List.of(
                        "-v",
                        "-c",
                        Integer.toString(cpus),
                        "-r",
                        folder.resolve("report").toString(),
                        "-iters",
                        Integer.toString(effort.iterations()),
                        "-time",
                        Integer.toString(effort.millis()),
                        "-t",
                        runnable.stream()
                                .map(t -> Pattern.quote(t.fullName()))
                                .collect(Collectors.joining("|", "^(", ")$"))));
        command.addAll(effort.arguments());
        return command;
    }

    private static String absolute(String classPath) {
        return Stream.of(classPath.split(java.io.File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(java.io.File.pathSeparator));
    }

    /** The results by the full names of the tests. */
    private Map<String, List<TestResult>> read() throws IOException {
        Map<String, List<TestResult>> results = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            Path blob =
                    files.filter(f -> f.getFileName().toString().endsWith(".bin.gz"))
                            .findFirst()
                            .orElse(null);
            if (blob == null) {
                trouble = trouble == null ? "JCStress left no results; see jcstress.txt" : trouble;
                return results;
            }
            InProcessCollector collector = new InProcessCollector();
            DiskReadCollector reader = new DiskReadCollector(blob.toString(), collector);
            reader.dump();
            reader.close();
            for (TestResult result : collector.getTestResults()) {
                results.computeIfAbsent(result.getName(), n -> new ArrayList<>()).add(result);
            }
        } catch (IOException | ClassNotFoundException | RuntimeException e) {
            trouble = "the results of JCStress cannot be read: " + e;
        }
        return results;
    }

    /** Removes what only JCStress itself needs. */
    public void tidy() {
        try (Stream<Path> files = Files.walk(folder.resolve("tmp"))) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot tidy " + folder, e);
        }
    }
}
