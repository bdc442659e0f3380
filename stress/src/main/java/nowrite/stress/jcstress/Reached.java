package nowrite.stress.jcstress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells the parent that an actor of a test came to a place: a file with the name of the test. */
public final class Reached {
    /** The environment variable that names the folder for the files. */
    public static final String VARIABLE = "NOWRITE_STRESS_REACHED";

    /** Read and written without order: to tell it twice does no harm. */
    private static boolean told;

    private Reached() {}

    /** To be called at the place; what is done before the actors start does not count. */
    public static void here() {
        if (!told) {
            Class<?> test = HardwareSeam.acting();
            if (test != null) {
                tell(test);
                told = true;
            }
        }
    }

    private static void tell(Class<?> test) {
        String folder = System.getenv(VARIABLE);
        if (folder == null) {
            return;
        }
        try {
            Files.createFile(Path.of(folder).resolve(test.getName()));
        } catch (FileAlreadyExistsException e) {
            // Another actor was there first.
        } catch (IOException e) {
            throw new UncheckedIOException("cannot say that an actor of " + test + " came", e);
        }
    }
}
