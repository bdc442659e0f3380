package nowrite.stress.lincheck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nowrite.spec.KernelId;
import nowrite.spec.Property;

/**
 * What Lincheck is expected to catch, a line of {@code spec/scenarios/lincheck.tsv} each: every
 * guard that is taken out at least once. What it finds elsewhere is welcome and not relied on.
 *
 * @param scenario name of the scenario
 * @param kernel the kernel
 * @param property the property whose violation it finds
 * @param failure how it fails: {@code assertion} or {@code hang}
 * @param schedules after how many schedules it found it when it was measured
 */
public record Promised(
        String scenario, KernelId kernel, Property property, String failure, long schedules) {

    /** The file's name, in the folder of the scenarios. */
    public static final String FILE = "lincheck.tsv";

    /**
     * Reads the file.
     *
     * @throws IllegalArgumentException if a line is wrong; the message names it
     */
    public static List<Promised> read(Path scenarios) {
        Path file = scenarios.resolve(FILE);
        List<Promised> promised = new ArrayList<>();
        try {
            List<String> lines = Files.readAllLines(file);
            for (int i = 1; i < lines.size(); i++) {
                promised.add(line(lines.get(i), file + ":" + (i + 1)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return List.copyOf(promised);
    }

    private static Promised line(String line, String place) {
        String[] cells = line.split("\t");
        if (cells.length != 5) {
            throw new IllegalArgumentException(
                    place + ": scenario, kernel, property, failure, schedules were expected");
        }
        try {
            return new Promised(
                    cells[0],
                    KernelId.parse(cells[1]),
                    Property.valueOf(cells[2]),
                    cells[3],
                    Long.parseLong(cells[4]));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(place + ": " + e.getMessage(), e);
        }
    }
}
