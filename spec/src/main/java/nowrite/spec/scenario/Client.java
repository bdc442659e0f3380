package nowrite.spec.scenario;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The file system that a scenario runs on. */
public enum Client {
    /** FUSE, with its daemon. */
    FUSE,
    /** One that keeps metadata for a page as long as it is dirty, and has no daemon. */
    METADATA;

    /** The word in a scenario file: {@code metadata}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The words of all clients. */
    static String words() {
        return Arrays.stream(values()).map(Client::word).collect(Collectors.joining(", "));
    }
}
