package nowrite.stress.cli.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import nowrite.spec.KernelId;
import nowrite.spec.scenario.Scenario;
import nowrite.stress.cli.home.AtomicFile;
import nowrite.stress.cli.home.UsageException;

/**
 * The recorded size of every exhausted search. A later search that finds fewer states has lost
 * behaviour, and that is a difference until somebody accepts it.
 */
public final class Counts {

    /** States and edges of a search; edges is 0 where only TLC decides. */
    public record Count(long states, long edges) {}

    private record Key(String scenario, String kernel) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byScenario = scenario.compareTo(other.scenario);
            return byScenario != 0 ? byScenario : kernel.compareTo(other.kernel);
        }
    }

    /** A search with more states needs minutes: it is skipped where nobody names it. */
    public static final long LARGE = 500_000;

    /** With more states TLC needs seconds: the explorer alone is asked where nobody names it. */
    public static final long LARGE_FOR_TLC = 7_000;

    private static final String HEAD =
            "# Size of every exhausted search; ./nowrite check --accept rewrites this file.\n"
                    + "# scenario\tkernel\tstates\tedges (0: not counted)\n";

    private final Map<Key, Count> counts = new TreeMap<>();

    /**
     * Reads the file; a file that does not exist has no counts.
     *
     * @throws UsageException if a line is not of the form, with its place
     */
    public static Counts read(Path file) {
        Counts result = new Counts();
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.isBlank() && !line.startsWith("#")) {
                result.add(line, file + ":" + (i + 1));
            }
        }
        return result;
    }

    private void add(String line, String place) {
        String[] fields = line.split("\t");
        try {
            if (fields.length == 4) {
                put(
                        fields[0],
                        fields[1],
                        new Count(Long.parseLong(fields[2]), Long.parseLong(fields[3])));
                return;
            }
        } catch (NumberFormatException e) {
            // Falls through to the message below, which shows a right line.
        }
        throw new UsageException(
                place
                        + ": not a line of counts\n  correct would be, for example:  "
                        + "truncate/in-flight\t2.6.26\t1234\t5678   (four fields, tabs between)");
    }

    /** The recorded count of a scenario on a kernel. */
    public Optional<Count> get(String scenario, String kernel) {
        return Optional.ofNullable(counts.get(new Key(scenario, kernel)));
    }

    /** The recorded states of a scenario on a kernel; a large number if nobody knows. */
    public long states(String scenario, String kernel) {
        return get(scenario, kernel).map(Count::states).orElse(Long.MAX_VALUE);
    }

    /** The most states that are recorded of a scenario on one of the kernels; 0 if none are. */
    public long mostStates(Scenario scenario, Collection<KernelId> kernels) {
        return kernels.stream()
                .map(kernel -> get(scenario.name(), kernel.toString()))
                .flatMap(Optional::stream)
                .mapToLong(Count::states)
                .max()
                .orElse(0);
    }

    /** Records a count in place of the old one. */
    public void put(String scenario, String kernel, Count count) {
        counts.put(new Key(scenario, kernel), count);
    }

    /**
     * The recorded counts of scenarios and kernels that are not in the list of those that exist.
     */
    public List<String> withoutScenario(BiPredicate<String, String> exists) {
        return counts.keySet().stream()
                .filter(key -> !exists.test(key.scenario(), key.kernel()))
                .map(key -> key.scenario() + ", " + key.kernel())
                .toList();
    }

    /** Forgets the counts of scenarios and kernels that are not in the list of those that exist. */
    public void keepOnly(BiPredicate<String, String> exists) {
        counts.keySet().removeIf(key -> !exists.test(key.scenario(), key.kernel()));
    }

    /** Writes the file, in order of scenario and kernel. */
    public void write(Path file) {
        StringBuilder text = new StringBuilder(HEAD);
        counts.forEach(
                (key, count) ->
                        text.append(
                                String.join(
                                        "\t",
                                        key.scenario(),
                                        key.kernel(),
                                        Long.toString(count.states()),
                                        Long.toString(count.edges()) + "\n")));
        AtomicFile.write(file, text.toString());
    }
}
