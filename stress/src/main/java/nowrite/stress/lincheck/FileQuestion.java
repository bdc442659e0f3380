package nowrite.stress.lincheck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nowrite.spec.KernelId;

/**
 * What users of a file do, and whether they see a POSIX file: a line of {@code
 * spec/scenarios/linearizability.tsv}.
 *
 * @param name its name
 * @param points how many points a truncation has, 1 or 2
 * @param kernel the kernel
 * @param linearizable what is expected
 * @param program what they do, see {@link FileProgram}
 */
public record FileQuestion(
        String name, int points, KernelId kernel, boolean linearizable, String program) {

    /** The file's name, in the folder of the scenarios. */
    public static final String FILE = "linearizability.tsv";

    /**
     * Reads the file.
     *
     * @throws IllegalArgumentException if a line is wrong; the message names it
     */
    public static List<FileQuestion> read(Path scenarios) {
        Path file = scenarios.resolve(FILE);
        List<FileQuestion> questions = new ArrayList<>();
        try {
            List<String> lines = Files.readAllLines(file);
            for (int i = 1; i < lines.size(); i++) {
                String[] cells = lines.get(i).split("\t");
                if (cells.length != 5 || !cells[3].matches("yes|no")) {
                    throw new IllegalArgumentException(
                            file
                                    + ":"
                                    + (i + 1)
                                    + ": name, points, kernel, yes or no, program were expected");
                }
                questions.add(
                        new FileQuestion(
                                cells[0],
                                Integer.parseInt(cells[1]),
                                KernelId.parse(cells[2]),
                                cells[3].equals("yes"),
                                cells[4]));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return List.copyOf(questions);
    }
}
