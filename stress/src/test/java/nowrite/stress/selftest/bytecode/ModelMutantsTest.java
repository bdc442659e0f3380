package nowrite.stress.selftest.bytecode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The mutants of the model's bytecode are those that its sources promise. */
class ModelMutantsTest {
    private static final Path SOURCES =
            Path.of(System.getProperty("nowrite.home"), "model/src/main/java/nowrite/model");

    private final List<ModelMutant> mutants = ModelMutators.of(ModelClasses.read());

    private long count(String kind, String what) {
        return mutants.stream()
                .filter(m -> m.mutant().kind().equals(kind) && m.mutant().what().contains(what))
                .count();
    }

    private static long inSources(String regex) throws IOException {
        long found = 0;
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(ModelMutantsTest::isKernelCode).toList()) {
                found += count(file, regex);
            }
        }
        return found;
    }

    private static boolean isKernelCode(Path file) {
        String folder = SOURCES.relativize(file).getName(0).toString();
        return file.toString().endsWith(".java") && folder.matches("kernel|client|state|v[0-9_]+");
    }

    @Test
    void everyGenerationAndTheClientHaveMutants() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(ModelMutantsTest::isKernelCode)
                            .filter(f -> !SOURCES.relativize(f).startsWith("state"))
                            .toList()) {
                String place = "nowrite/model/" + SOURCES.relativize(file) + ":";
                boolean code = count(file, "\\bstep\\(|\\block\\(") > 0;
                assertEquals(
                        code,
                        code && mutants.stream().anyMatch(m -> m.mutant().place().contains(place)),
                        place);
            }
        }
    }

    private static long count(Path file, String regex) throws IOException {
        return Pattern.compile(regex).matcher(Files.readString(file)).results().count();
    }

    @Test
    void eachWakeUpWaitAndLockIsTakenOut() throws IOException {
        assertEquals(
                inSources("[ .]wakeUp\\((?!Wait)"), count("drop-call", ".wakeUp is not called"));
        assertEquals(inSources(" waitEvent\\(\\s*+(?!Wait)"), count("no-wait", ""));
        assertEquals(inSources(" (seam\\.)?lock\\((?!Lock)"), count("lock-not-taken", ""), "locks");
        assertTrue(count("drop-call", ".unlockPage is not called") > 5);
        assertTrue(count("drop-call", "is merged with the one before") > 30);
    }

    @Test
    void eachCounterOfPagesIsOnceNotCountedAndOnceCountedTwice() {
        assertEquals(count("drop-call", "VmStat.add"), count("repeat-call", "VmStat.add"));
        assertTrue(count("repeat-call", "VmStat.decBdiWriteback is called twice") >= 3);
    }

    @Test
    void namesAreUniqueAndPlacesHaveALine() {
        assertEquals(mutants.size(), mutants.stream().map(m -> m.mutant().id()).distinct().count());
        for (ModelMutant mutant : mutants) {
            assertTrue(
                    mutant.mutant().place().matches("model/.*\\.java:[1-9][0-9]*"),
                    mutant.mutant().place());
        }
    }

    @Test
    void aLoopThatComesToNoStepIsStopped() {
        IllegalStateException endless =
                assertThrows(
                        IllegalStateException.class,
                        () -> {
                            for (; ; ) {
                                Fuel.burn();
                            }
                        });
        assertTrue(endless.getMessage().contains("ModelMutantsTest"), endless.getMessage());
    }
}
