package nowrite.stress.lincheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.engine.Limits;
import nowrite.spec.engine.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Lincheck that sees nothing is not believed. */
class CanaryTest {
    @TempDir Path folder;

    @Test
    void aToolThatInstrumentsNothingMissesTheCanary() {
        Canary.Tool runsOnly =
                (schedules, body) -> {
                    try {
                        body.run();
                    } catch (AssertionError e) {
                        // Luck: the machine's own schedule lost the update.
                    }
                };
        String missed = Canary.missed(runsOnly);
        assertTrue(missed.contains("a lost update went unnoticed"), missed);
    }

    @Test
    void lincheckOnAJdkOnWhichItSeesNothingIsRefused() throws IOException, InterruptedException {
        Optional<Path> tooNew = tooNew();
        assumeTrue(tooNew.isPresent(), "skipped: there is no JDK newer than 24 here");
        Child child = new Child(tooNew.orElseThrow(), System.getProperty("java.class.path"));
        Path file = Asked.SCENARIOS.resolve("fsync/own.scn");
        Child.Answer answer =
                child.ask(
                        Asked.question(
                                file, "2.6.26 without mkclean", Set.of(Property.P5), 10, folder),
                        n -> {});
        assertEquals(Child.Kind.REFUSED, answer.kind(), answer.toString());
        assertTrue(answer.message().contains("sees nothing on JDK"), answer.message());
        LincheckEngine engine =
                new LincheckEngine(
                        Asked.SCENARIOS, folder, new LincheckEngine.Sample(10, 1), child);
        LincheckEngine.Refused refused =
                assertThrows(
                        LincheckEngine.Refused.class,
                        () ->
                                engine.ask(
                                        Asked.scenario(file),
                                        KernelId.parse("2.6.26 without mkclean"),
                                        Property.P5,
                                        Limits.ofTime(Duration.ofSeconds(10)),
                                        Progress.NONE));
        assertEquals(answer.message(), refused.getMessage());
    }

    private static Optional<Path> tooNew() throws IOException {
        Path own = Path.of(System.getProperty("java.home"));
        if (Runtime.version().feature() > 24) {
            return Optional.of(own);
        }
        Path folder = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> jdks = Files.list(folder)) {
            return jdks.filter(jdk -> Files.isExecutable(jdk.resolve("bin/java")))
                    .filter(jdk -> Jdks.version(jdk) > 24)
                    .max(Comparator.comparingInt(Jdks::version));
        }
    }
}
