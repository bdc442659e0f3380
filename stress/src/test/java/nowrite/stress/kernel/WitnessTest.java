package nowrite.stress.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nowrite.spec.KernelId;
import nowrite.spec.tlc.TlaKernels;
import nowrite.spec.tlc.TlcWitness;
import nowrite.stress.cli.home.Checkout;
import nowrite.stress.kernel.log.KernelLog;
import nowrite.stress.kernel.log.LogReader;
import nowrite.stress.kernel.witness.Witness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A behaviour of the specification explains what a kernel did; with one thing of the log changed
 * none does, and what is refused is the place of the change.
 */
class WitnessTest {

    private static final int PLACES = 100_000;

    @TempDir private Path folder;

    private static String good() throws IOException {
        try (InputStream in = WitnessTest.class.getResourceAsStream("short.ndjson")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private List<Witness.Answer> ask(String kernel, KernelLog log) throws Exception {
        TlcWitness judge =
                new TlcWitness(
                        TlaKernels.read(Checkout.find().tla()), folder.resolve("tlc"), PLACES);
        return new Witness(judge, KernelId.parse(kernel)).ask(log, (done, all) -> {});
    }

    private Witness.Answer only(String text) throws Exception {
        Path file = folder.resolve("log.ndjson");
        Files.writeString(file, text);
        List<Witness.Answer> answers = ask("6.18", LogReader.read(List.of(file)));
        assertEquals(1, answers.size(), answers::toString);
        return answers.get(0);
    }

    @Test
    void goodLogIsABehaviour() throws Exception {
        Witness.Answer answer = only(good());
        assertNull(answer.unfit());
        assertTrue(answer.answer().accepted(), answer::toString);
        assertEquals(answer.answer().points(), answer.answer().explained());
        assertEquals(8, answer.operations());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            SETATTR while a WRITE is in flight | "n":6,"u":12,"t":104 | "n":6,"u":12,"t":95 | SETATTR of size 4096 (log.ndjson:27)
            older content in a later WRITE     | "w":[[0,2],          | "w":[[0,1],         | WRITE of writeback, 4096 bytes at 0 (log.ndjson:15)
            a WRITE of another page            | "off":4096,"size"    | "off":0,"size"      | WRITE of writeback, 4096 bytes at 0 (log.ndjson:24)
            a WRITE of half a page             | "off":4096,"size":4096 | "off":4096,"size":2048 | WRITE of writeback, 2048 bytes at 4096 (log.ndjson:24)
            a store into a page in flight      | "t":44,"th":1        | "t":39,"th":1       | the end of store 0 of thread 1 (log.ndjson:11)
            fsync before the WRITE's reply     | "n":3,"t0":60,"t1":61 | "n":3,"t0":64,"t1":68 | FSYNC (log.ndjson:17)
            a store beyond the end of the file | "v":4,"r":-14        | "v":4,"r":8         | the end of store 4096 of thread 0 (log.ndjson:30)
            """)
    void logWithOneThingChangedIsNone(String what, String from, String to, String refused)
            throws Exception {
        String good = good();
        assertEquals(2, good.split(Pattern.quote(from), -1).length, what);
        Witness.Answer answer = only(good.replace(from, to));
        assertNotNull(answer.answer(), answer::toString);
        assertNotNull(answer.answer().refusal(), answer::toString);
        assertEquals(refused, answer.answer().refusal().words());
        assertFalse(answer.answer().refusal().stand().isEmpty());
    }

    @Test
    void recordedLogsAreBehaviours() throws Exception {
        assertExplained("6.18", "host-6.18/s1.ndjson", 3);
        assertExplained("6.1", "qemu-6.1/s1.ndjson", 3);
    }

    private void assertExplained(String kernel, String name, int atLeast) throws Exception {
        Path file = Path.of(WitnessTest.class.getResource(name).toURI());
        List<Witness.Answer> answers = ask(kernel, LogReader.read(List.of(file)));
        List<Witness.Answer> asked = answers.stream().filter(a -> a.answer() != null).toList();
        assertTrue(asked.size() >= atLeast, answers::toString);
        asked.forEach(answer -> assertTrue(answer.answer().accepted(), answer::toString));
    }

    @Test
    void whatIsTooLargeOrNotSpecifiedIsRefusedPolitely() throws Exception {
        String head = good().lines().limit(5).collect(Collectors.joining("\n", "", "\n"));
        String never = line("begin", 19, "store", ",\"v\":1").replace("\"th\":0", "\"th\":1");
        String many =
                IntStream.range(0, 41)
                        .mapToObj(
                                i ->
                                        line("begin", 20 + 2 * i, "chmod", "")
                                                + line("end", 21 + 2 * i, "chmod", ",\"r\":0"))
                        .collect(Collectors.joining());
        assertEquals(
                "it has 42 operations; at most 40 are asked about",
                only(head + never + many).unfit());
        assertTrue(
                only(head + line("begin", 20, "punch", ""))
                        .unfit()
                        .startsWith("'punch' of log.ndjson:6 "));
    }

    private static String line(String what, int time, String op, String more) {
        return "{\"e\":\"%s\",\"t\":%d,\"th\":0,\"op\":\"%s\",\"a\":0%s}%n"
                .formatted(what, time, op, more);
    }

    @Test
    void probesOfARecordedKernelAreABehaviour() throws Exception {
        Path file = Path.of(WitnessTest.class.getResource("qemu-6.1/s1.ftrace").toURI());
        List<Witness.Answer> answers = ask("6.1", LogReader.read(List.of(file)));
        List<Witness.Answer> asked = answers.stream().filter(a -> a.answer() != null).toList();
        assertTrue(
                asked.stream().mapToInt(Witness.Answer::operations).sum() > 200, answers::toString);
        asked.forEach(answer -> assertTrue(answer.answer().accepted(), answer::toString));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            one WRITE more is counted        | err=0 writectr=1 next=0x0 | err=0 writectr=2 next=0x0 | writepage_end with writectr 2 at 0 (log.ftrace:14)
            set_nowrite does not wait        | 10.000085: writepage_end: | 10.000095: writepage_end: | set_nowrite_ret (log.ftrace:23)
            a send after set_nowrite         | 10.000065: send_writepage: | 10.000075: send_writepage: | set_nowrite with writectr 1 (log.ftrace:21)
            page_mkwrite does not wait       | 10.000050: page_mkwrite_ret: | 10.000035: page_mkwrite_ret: | page_mkwrite_ret (log.ftrace:15)
            """)
    void probesWithOneThingChangedAreNone(String what, String from, String to, String refused)
            throws Exception {
        String good;
        try (InputStream in = WitnessTest.class.getResourceAsStream("short.ftrace")) {
            good = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertEquals(2, good.split(Pattern.quote(from), -1).length, what);
        Path file = folder.resolve("log.ftrace");
        Files.writeString(file, good.replace(from, to));
        List<Witness.Answer> answers = ask("6.1", LogReader.read(List.of(file)));
        assertEquals(1, answers.size(), answers::toString);
        assertNotNull(answers.get(0).answer(), answers::toString);
        assertNotNull(answers.get(0).answer().refusal(), answers::toString);
        assertEquals(refused, answers.get(0).answer().refusal().words());
    }
}
