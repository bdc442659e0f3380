package nowrite.stress.patch;

import java.io.File;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The class path of this process, for a compiler or a child that stands elsewhere. */
final class ClassPath {

    private ClassPath() {}

    /** With absolute paths. */
    static String absolute() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(part -> !part.isEmpty())
                .map(part -> Path.of(part).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
