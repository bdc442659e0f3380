package nowrite.spec.tlc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import util.UniqueString;

/**
 * TLC's table of strings, the one thing of a specification that TLC keeps when it goes on to
 * another in the same JVM.
 */
final class TlcStrings {

    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*|\"[^\"\n]*\"");

    private TlcStrings() {}

    /**
     * Puts the words of all modules into the table. The order of the table decides in which order
     * TLC takes the elements of a set: so it does not depend on what has run before.
     */
    static void intern(Path modules) throws IOException {
        try (Stream<Path> files = Files.list(modules)) {
            List<Path> sorted =
                    files.filter(file -> file.toString().endsWith(".tla")).sorted().toList();
            for (Path file : sorted) {
                WORD.matcher(Files.readString(file))
                        .results()
                        .map(MatchResult::group)
                        .forEach(word -> UniqueString.uniqueStringOf(word.replace("\"", "")));
            }
        }
    }

    /**
     * TLC numbers the definitions of each specification from the same number on, and keeps the
     * number with the name for good: a name that is new in a later specification would get the
     * number of an old one, and one of the two the other's definition.
     */
    static void forgetDefinitions() {
        for (UniqueString name : UniqueString.internTbl.toMap().values()) {
            if (name.getDefnLoc() >= 0) {
                name.setLoc(-1);
            }
        }
    }
}
