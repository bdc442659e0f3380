package nowrite.stress.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import nowrite.spec.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The mutants and mitigations in docs/patches have the verdicts that their files expect. Those
 * marked as deep need a minute each and are run with {@code -Dnowrite.deep=true}.
 */
class ExpectedPatchesTest {
    private static final Path PATCHES = Patches.CHECKOUT.root().resolve("docs/patches");

    static Stream<Path> folders() throws IOException {
        List<Path> all = new ArrayList<>();
        for (String group : List.of("mutants", "mitigations")) {
            try (Stream<Path> folders = Files.list(PATCHES.resolve(group))) {
                folders.filter(Files::isDirectory).forEach(all::add);
            }
        }
        return all.stream().sorted();
    }

    private static Map<String, List<String>> expected(Path folder) throws IOException {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String line : Files.readAllLines(folder.resolve("expected.txt"))) {
            if (!line.startsWith("#")) {
                List<String> words = List.of(line.split("\\s+"));
                values.put(words.get(0), words.subList(1, words.size()));
            }
        }
        return values;
    }

    /** What differs from the expectation; empty if nothing does. */
    private static String difference(Map<String, List<String>> expected, Validated answer) {
        Set<String> worse = new TreeSet<>();
        for (Compared one : answer.searched()) {
            one.worse().stream().map(Property::name).forEach(worse::add);
        }
        Set<String> wanted = new TreeSet<>(expected.getOrDefault("breaks", List.of()));
        boolean fits =
                expected.containsKey("breaks")
                        ? answer.verdict() == Validated.Verdict.BREAKS && worse.containsAll(wanted)
                        : expected.containsKey(answer.verdict().text().split(" ")[0]);
        return fits ? "" : "expected " + expected + ", and it " + answer.sentence();
    }

    @ParameterizedTest
    @MethodSource("folders")
    void eachHasItsVerdict(Path folder) throws IOException, InterruptedException {
        Map<String, List<String>> expected = expected(folder);
        assumeTrue(
                !expected.containsKey("deep") || Boolean.getBoolean("nowrite.deep"),
                folder + " needs a minute; -Dnowrite.deep=true runs it");
        Validated answer =
                Patches.validate(
                        PatchFolder.read(folder),
                        true,
                        240,
                        expected.get("scenario").toArray(String[]::new));
        assertEquals("", difference(expected, answer), folder.toString());
        assertEquals(List.of(), answer.hints(), folder.toString());
    }

    @Test
    void eachIsInTheTableOfItsGroup() throws IOException {
        for (Path folder : folders().toList()) {
            String readme = Files.readString(folder.resolveSibling("README.md"));
            String name = folder.getFileName().toString();
            assertTrue(readme.contains("`" + name + "`"), name);
            List<String> breaks = expected(folder).getOrDefault("breaks", List.of());
            String row = readme.lines().filter(l -> l.contains("`" + name + "`")).findFirst().get();
            breaks.forEach(property -> assertTrue(row.contains(property), row));
        }
    }

    @Test
    void aPatchThatDoesSomethingElseIsNoticed(@TempDir Path folder) throws InterruptedException {
        PatchFolder neutral = Patches.folder(folder, Patches.mkwrite(""));
        Validated answer = Patches.validate(neutral, true, 60);
        assertFalse(difference(Map.of("breaks", List.of("P8")), answer).isEmpty());
        assertFalse(difference(Map.of("not", List.of("worse")), answer).isEmpty());
        assertEquals("", difference(Map.of("neutral", List.of()), answer));
    }
}
