package nowrite.stress.selftest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nowrite.stress.cli.home.AtomicFile;
import nowrite.stress.cli.home.UsageException;
import nowrite.stress.selftest.mutant.Mutant;

/**
 * What is recorded of the mutants in spec/selftest: how many there are and how many are killed, and
 * each survivor with the reason for it.
 */
public final class Ledger {

    /**
     * The numbers of one side.
     *
     * @param mutants how many mutants there are
     * @param killed how many of them something notices
     */
    public record Numbers(int mutants, int killed) {}

    /**
     * A mutant that may survive.
     *
     * @param id its name
     * @param equivalent whether nothing can notice it, because it behaves as the original does;
     *     else nothing does
     * @param reason why
     */
    public record Survivor(String id, boolean equivalent, String reason) {}

    private static final String NUMBERS_HEAD =
            "# Mutants of spec and model, and how many of them something notices;"
                    + " ./nowrite selftest --accept rewrites this file.\n"
                    + "# side\tmutants\tkilled\n";
    private static final String SURVIVORS_HEAD =
            "# Mutants that nothing notices, each with the reason; written by hand.\n"
                    + "# equivalent: behaves as the original does; unnoticed: nothing looks\n"
                    + "# mutant\tequivalent or unnoticed\treason\n";

    private static final String EQUIVALENT = "equivalent";

    private final Path folder;
    private final Map<Mutant.Side, Numbers> numbers = new TreeMap<>();
    private final Map<String, Survivor> survivors = new TreeMap<>();

    private Ledger(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads the folder; a file that does not exist is empty.
     *
     * @throws UsageException if a line is not of the form, with its place
     */
    public static Ledger read(Path folder) {
        Ledger record = new Ledger(folder);
        for (Line line : lines(folder.resolve("mutants.tsv"), 3)) {
            try {
                record.numbers.put(
                        Mutant.Side.valueOf(line.fields()[0].toUpperCase(java.util.Locale.ROOT)),
                        new Numbers(
                                Integer.parseInt(line.fields()[1]),
                                Integer.parseInt(line.fields()[2])));
            } catch (IllegalArgumentException e) {
                throw new UsageException(
                        line.place() + ": correct would be, for example:  spec\t1000\t960");
            }
        }
        for (Line line : lines(folder.resolve("survivors.tsv"), 3)) {
            String kind = line.fields()[1];
            if (!kind.equals(EQUIVALENT) && !kind.equals("unnoticed")) {
                throw new UsageException(
                        line.place() + ": the second field is 'equivalent' or 'unnoticed'");
            }
            Survivor survivor =
                    new Survivor(
                            line.fields()[0], kind.equals(EQUIVALENT), line.fields()[2].strip());
            if (record.survivors.put(survivor.id(), survivor) != null) {
                throw new UsageException(line.place() + ": " + survivor.id() + " stands twice");
            }
        }
        return record;
    }

    private record Line(String place, String[] fields) {}

    private static List<Line> lines(Path file, int fields) {
        List<Line> result = new ArrayList<>();
        try {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                String[] parts = line.split("\t");
                if (parts.length != fields || parts[fields - 1].isBlank()) {
                    throw new UsageException(
                            file
                                    + ":"
                                    + (i + 1)
                                    + ": needs "
                                    + fields
                                    + " fields with tabs between, none empty: "
                                    + line);
                }
                result.add(new Line(file + ":" + (i + 1), parts));
            }
        } catch (NoSuchFileException e) {
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return result;
    }

    /** The recorded numbers of a side; null if there are none. */
    public Numbers numbers(Mutant.Side side) {
        return numbers.get(side);
    }

    /** The mutants that may survive, by name. */
    public Map<String, Survivor> survivors() {
        return survivors;
    }

    /** Records numbers in place of the old ones, and writes them. */
    public void accept(Map<Mutant.Side, Numbers> found) {
        numbers.putAll(found);
        StringBuilder text = new StringBuilder(NUMBERS_HEAD);
        numbers.forEach(
                (side, of) ->
                        text.append(side.word())
                                .append('\t')
                                .append(of.mutants())
                                .append('\t')
                                .append(of.killed())
                                .append('\n'));
        AtomicFile.write(folder.resolve("mutants.tsv"), text.toString());
        if (!Files.exists(folder.resolve("survivors.tsv"))) {
            AtomicFile.write(folder.resolve("survivors.tsv"), SURVIVORS_HEAD);
        }
    }
}
