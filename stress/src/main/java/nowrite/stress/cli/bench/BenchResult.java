package nowrite.stress.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import nowrite.spec.ExitCode;
import nowrite.spec.Word;
import nowrite.stress.cli.jobs.Outcome;

/**
 * What a bench measured.
 *
 * @param schema version of this form
 * @param jdk the JDK that ran it
 * @param cores how many cores there are
 * @param peakMegabytes the most memory that this process, and so the explorer, had; 0 where the
 *     system does not say
 * @param lines a line for each search
 * @param firstCounterexample from the command line to a counterexample
 */
public record BenchResult(
        int schema,
        String jdk,
        int cores,
        long peakMegabytes,
        List<Line> lines,
        FirstCounterexample firstCounterexample) {

    private static final String FAILED = "failed";

    /**
     * One engine on one search.
     *
     * @param states distinct states
     * @param seconds wall-clock time, with the start of the engine
     * @param statesPerSecond distinct states in a second
     * @param ended {@code exhausted}, {@code budget} if time or states ran out first, {@code
     *     failed}
     */
    public record Speed(long states, double seconds, long statesPerSecond, String ended) {

        private static Speed of(Outcome outcome) {
            return new Speed(
                    outcome.states(),
                    outcome.millis() / 1000.0,
                    outcome.statesPerSecond(),
                    ended(outcome));
        }

        private static String ended(Outcome outcome) {
            if (outcome.words().containsValue(Word.FAILED)) {
                return FAILED;
            }
            return outcome.decided() ? "exhausted" : "budget";
        }
    }

    /**
     * Both engines on one search.
     *
     * @param scenario name of the scenario
     * @param kernel the kernel
     * @param explorer the explorer
     * @param tlc TLC, with one worker
     * @param ratio the explorer's states in a second over TLC's; 0 if one of them has none
     */
    public record Line(String scenario, String kernel, Speed explorer, Speed tlc, double ratio) {}

    /** Puts two runs side by side. */
    public static Line line(Outcome explorer, Outcome tlc) {
        Speed ofExplorer = Speed.of(explorer);
        Speed ofTlc = Speed.of(tlc);
        double ratio =
                ofTlc.statesPerSecond() == 0
                        ? 0
                        : (double) ofExplorer.statesPerSecond() / ofTlc.statesPerSecond();
        return new Line(explorer.scenario(), explorer.kernel(), ofExplorer, ofTlc, ratio);
    }

    /** The result of this process. */
    public static BenchResult of(List<Line> lines, FirstCounterexample first) {
        return new BenchResult(
                1,
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors(),
                measurePeak(),
                List.copyOf(lines),
                first);
    }

    /** The high-water mark of resident memory, from Linux. */
    private static long measurePeak() {
        try (Stream<String> status = Files.lines(Path.of("/proc/self/status"))) {
            return status.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    /** 0, or 70 if an engine failed or no counterexample was printed. */
    public int exitCode() {
        boolean failed =
                lines.stream()
                        .flatMap(line -> Stream.of(line.explorer(), line.tlc()))
                        .anyMatch(speed -> speed.ended().equals(FAILED));
        return !failed && firstCounterexample.seconds() >= 0 ? ExitCode.OK : ExitCode.FAILED;
    }

    /** The table for a person. */
    public String text() {
        StringBuilder out = new StringBuilder();
        out.append(
                String.format(
                        "JDK %s, %d cores; each engine alone, one thread, with its start%n%n",
                        jdk, cores));
        for (Line line : lines) {
            out.append(line.scenario()).append(", ").append(line.kernel()).append('\n');
            out.append(speed("explorer", line.explorer()));
            out.append(speed("tlc", line.tlc()));
            out.append(String.format(Locale.ROOT, "  ratio    %.1f%n%n", line.ratio()));
        }
        if (peakMegabytes > 0) {
            out.append(
                    String.format(
                            Locale.ROOT,
                            "peak memory of the explorer's process: %,d MB%n",
                            peakMegabytes));
        }
        if (firstCounterexample.seconds() < 0) {
            out.append("no counterexample from: ").append(firstCounterexample.command());
        } else {
            out.append(
                    String.format(
                            Locale.ROOT,
                            "counterexample on the screen after %.1f s: %s",
                            firstCounterexample.seconds(),
                            firstCounterexample.command()));
        }
        return out.append('\n').toString();
    }

    private static String speed(String engine, Speed speed) {
        return String.format(
                Locale.ROOT,
                "  %-8s %,12d states %8.1f s %,12d states/s%s%n",
                engine,
                speed.states(),
                speed.seconds(),
                speed.statesPerSecond(),
                switch (speed.ended()) {
                    case "budget" -> "  (stopped at its budget)";
                    case FAILED -> "  FAILED";
                    default -> "";
                });
    }
}
