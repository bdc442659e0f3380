package nowrite.stress.lincheck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The JDK that Lincheck runs on. Lincheck 3.7 is known to see everything on 17; from 22 on it is
 * not asked, and whether it sees on the one taken the {@link Canary} says.
 */
final class Jdks {
    private static final int OLDEST = 17;
    private static final int NEWEST = 21;
    private static final Pattern VERSION =
            Pattern.compile("^JAVA_VERSION=\"([0-9]+)", Pattern.MULTILINE);

    private Jdks() {}

    /** The JDK with the lowest version from 17 to 21, this JVM's own first; empty if none. */
    static Optional<Path> find() {
        Path own = Path.of(System.getProperty("java.home"));
        if (fits(Runtime.version().feature())) {
            return Optional.of(own);
        }
        List<Path> candidates = new ArrayList<>();
        String home = System.getenv("JAVA_HOME");
        if (home != null && !home.isEmpty()) {
            candidates.add(Path.of(home));
        }
        String user = System.getProperty("user.home");
        list(Path.of("/usr/lib/jvm"), candidates);
        list(Path.of(user, ".sdkman/candidates/java"), candidates);
        list(Path.of(user, ".jdks"), candidates);
        for (int version = OLDEST; version <= NEWEST; version++) {
            for (Path candidate : candidates) {
                if (version(candidate) == version
                        && Files.isExecutable(candidate.resolve("bin/java"))) {
                    return Optional.of(candidate);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean fits(int version) {
        return version >= OLDEST && version <= NEWEST;
    }

    private static void list(Path folder, List<Path> into) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> found = Files.list(folder)) {
            found.sorted().forEach(into::add);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    /** The feature version that a JDK's release file names; 0 if it has none. */
    static int version(Path jdk) {
        try {
            Matcher matcher = VERSION.matcher(Files.readString(jdk.resolve("release")));
            return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
