package nowrite.spec.tlc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlcProcessTest {

    @TempDir Path folder;

    private TlcProcess.Ended run(String script, Duration timeout, Consumer<String> lines)
            throws IOException, InterruptedException {
        return TlcProcess.run(
                List.of("sh", "-c", script),
                folder,
                folder.resolve("out"),
                folder.resolve("err"),
                timeout,
                lines);
    }

    @Test
    void keepsTheOutputAndPassesItOn() throws Exception {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        TlcProcess.Ended ended =
                run("echo one; echo two; echo bad >&2; exit 7", Duration.ofSeconds(20), lines::add);
        assertEquals(new TlcProcess.Ended(false, 7), ended);
        assertEquals(List.of("one", "two"), lines);
        assertEquals("one\ntwo\n", Files.readString(folder.resolve("out")));
        assertEquals("bad\n", Files.readString(folder.resolve("err")));
    }

    @Test
    void standardInputIsEmpty() throws Exception {
        assertEquals(0, run("! read x", Duration.ofSeconds(20), line -> {}).exitCode());
    }

    @Test
    void isKilledWhenTheTimeIsOver() throws Exception {
        long start = System.nanoTime();
        assertTrue(run("exec sleep 60", Duration.ofMillis(100), line -> {}).timedOut());
        assertTrue(System.nanoTime() - start < 20_000_000_000L);
    }

    @Test
    void isKilledWhenALineIsNotUnderstood() {
        assertThrows(
                TlcException.class,
                () ->
                        run(
                                "echo x; exec sleep 60",
                                Duration.ofSeconds(50),
                                line -> {
                                    throw new TlcException(line);
                                }));
    }

    @Test
    void aCommandThatDoesNotExistIsAnError() {
        assertThrows(
                IOException.class,
                () ->
                        TlcProcess.run(
                                List.of("/no/such/command"),
                                folder,
                                folder.resolve("out"),
                                folder.resolve("err"),
                                Duration.ofSeconds(1),
                                line -> {}));
    }
}
