package nowrite.stress.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nowrite.stress.jcstress.BrokenTwin;
import org.junit.jupiter.api.Test;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.Outcome;

/** What must hold of the tests themselves, before any of them runs. */
class HardwareTestsTest {
    private static final Path HOME = Path.of(System.getProperty("nowrite.home"));
    private static final List<HardwareTest> ALL = HardwareTests.read().all();

    /** The outcomes of a test with this grade; none of a twin needs to be that of being asleep. */
    private static Set<String> outcomes(Class<?> type, Expect expect) {
        Set<String> ids = new TreeSet<>();
        for (Outcome outcome : type.getAnnotationsByType(Outcome.class)) {
            if (outcome.expect() == expect) {
                ids.addAll(List.of(outcome.id()));
            }
        }
        return ids;
    }

    private static List<String> unreachable(List<HardwareTest> tests) {
        List<String> missing = new ArrayList<>();
        for (HardwareTest test : tests) {
            Set<String> forbidden = outcomes(test.type(), Expect.FORBIDDEN);
            for (HardwareTest twin : tests) {
                if (twin.isTwin()
                        && twin.seenOn().isEmpty()
                        && List.of(twin.type().getAnnotation(BrokenTwin.class).of())
                                .contains(test.type())) {
                    forbidden.removeAll(outcomes(twin.type(), Expect.ACCEPTABLE_INTERESTING));
                }
            }
            forbidden.forEach(id -> missing.add(test.name() + ": " + id));
        }
        return missing;
    }

    private static List<HardwareTest> tests() {
        return ALL.stream().filter(t -> !t.isSelfCheck()).toList();
    }

    @Test
    void everyForbiddenOutcomeIsShownByATwinOnThisHardware() {
        assertEquals(List.of(), unreachable(tests()));
        List<HardwareTest> without =
                tests().stream().filter(t -> !t.name().equals("S02WaitQueue.Plain")).toList();
        assertEquals(List.of(), unreachable(without), "two twins show the same");
        List<HardwareTest> noTwins = tests().stream().filter(t -> !t.isTwin()).toList();
        assertTrue(unreachable(noTwins).contains("S05Nowrite.Guarded: P2"));
    }

    @Test
    void everyTestIsOneOfAPairAndOneIsTheCanary() {
        assertEquals(1, ALL.stream().filter(HardwareTest::isCanary).count());
        for (HardwareTest test : tests()) {
            boolean forbids = !outcomes(test.type(), Expect.FORBIDDEN).isEmpty();
            assertTrue(test.isCanary() || test.isTwin() != forbids, test.name());
        }
    }

    @Test
    void someTestsNeedThreeProcessorsAndSomeFour() {
        Set<Integer> actors =
                tests().stream().map(HardwareTest::actors).collect(Collectors.toSet());
        assertTrue(actors.containsAll(Set.of(2, 3, 4)), actors.toString());
    }

    @Test
    void selfChecksRunOnlyWhenAskedFor() {
        HardwareTests tests = HardwareTests.read();
        assertFalse(tests.select("").stream().anyMatch(HardwareTest::isSelfCheck));
        assertTrue(tests.select("selfcheck").stream().anyMatch(HardwareTest::isSelfCheck));
        assertTrue(tests.select("S05").get(0).isCanary());
    }

    @Test
    void everyClassSaysWhatWasMeasured() throws IOException {
        for (HardwareTest test : tests()) {
            Class<?> top =
                    test.type().getEnclosingClass() == null
                            ? test.type()
                            : test.type().getEnclosingClass();
            String source =
                    Files.readString(
                            HOME.resolve("stress/src/main/java")
                                    .resolve(top.getName().replace('.', '/') + ".java"));
            assertTrue(source.contains("./nowrite stress " + top.getSimpleName()), top.getName());
            String row = test.name().substring(test.name().indexOf('.') + 1);
            assertTrue(source.contains(" *   " + row + " "), top + " has no row of " + row);
        }
    }

    @Test
    void litmusFilesAreNamedPairsWithAResult() throws IOException {
        List<Path> files = Litmus.files(HOME.resolve("spec/litmus"));
        assertTrue(files.size() >= 8, files.toString());
        String readme = Files.readString(HOME.resolve("spec/litmus/README.md"));
        for (Path file : files) {
            String name = file.getFileName().toString().replace(".litmus", "");
            String text = Files.readString(file);
            assertTrue(text.startsWith("C " + name + "\n"), name);
            assertTrue(text.contains("\nexists ("), name);
            String result = Litmus.expected(file);
            assertTrue(
                    readme.lines()
                            .anyMatch(l -> l.startsWith("| " + name + " |") && l.contains(result)),
                    name + " is not in README.md with its result");
        }
        Set<String> results = files.stream().map(Litmus::expected).collect(Collectors.toSet());
        assertEquals(Set.of("Never", "Sometimes"), results);
    }
}
