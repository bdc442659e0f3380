package nowrite.stress.selftest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import nowrite.stress.selftest.mutant.Fate;

/**
 * The fates of mutants on disk, a line for each as it becomes known: so a run that was ended goes
 * on where it was.
 *
 * <p>With a fate stands what it depends on. One that depends on something else than there is now is
 * not taken up again: the sources of its side, and the scenario that noticed it, or all scenarios
 * if none did.
 */
final class Kept {

    /** A line. */
    private record Line(String dependsOn, Fate fate) {}

    private final Path file;
    private final Function<Fate, String> dependsOn;
    private final Map<String, Fate> fates = new HashMap<>();
    private final ObjectMapper json = new ObjectMapper();

    /**
     * Opens a file, and reads what it holds; a file that does not exist is empty.
     *
     * @param file the file
     * @param dependsOn says of a fate what it depends on, as that is now
     */
    Kept(Path file, Function<Fate, String> dependsOn) {
        this.file = file;
        this.dependsOn = dependsOn;
        try {
            for (String text : Files.readAllLines(file)) {
                take(text);
            }
        } catch (NoSuchFileException e) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private void take(String text) {
        try {
            Line line = json.readValue(text, Line.class);
            String id = line.fate().mutant().id();
            if (line.dependsOn().equals(dependsOn.apply(line.fate()))) {
                fates.put(id, line.fate());
            } else {
                fates.remove(id);
            }
        } catch (JsonProcessingException e) {
            // The last line of a run that was killed may be half a line: that mutant is tried
            // again.
            return;
        }
    }

    /** Forgets everything, on disk too. */
    synchronized void clear() {
        fates.clear();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }

    /** The fates that still stand, by the name of the mutant. */
    synchronized Map<String, Fate> fates() {
        return new HashMap<>(fates);
    }

    /** Writes one more. */
    synchronized void add(Fate fate) {
        try {
            Files.createDirectories(file.getParent());
            // A line feed first: what a killed run left unfinished ends there.
            Files.writeString(
                    file,
                    "\n" + json.writeValueAsString(new Line(dependsOn.apply(fate), fate)),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
