package nowrite.stress.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nowrite.spec.Word;
import nowrite.stress.cli.home.Checkout;
import nowrite.stress.kernel.judge.Judge;
import nowrite.stress.kernel.judge.Rule;
import nowrite.stress.kernel.judge.Tally;
import nowrite.stress.kernel.log.LogException;
import nowrite.stress.kernel.log.LogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events inside a kernel: those recorded on Debian's 6.1 are accepted, a changed one is not. */
class ProbesTest {

    private static final Set<Rule> INSIDE = EnumSet.range(Rule.R11, Rule.R13);

    @TempDir private Path folder;

    private static String good() throws IOException {
        try (InputStream in = ProbesTest.class.getResourceAsStream("good.ftrace")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Map<Rule, Tally> judge(String text) throws IOException {
        Path file = folder.resolve("x.ftrace");
        Files.writeString(file, text);
        return judge(List.of(file));
    }

    private static Map<Rule, Tally> judge(List<Path> files) throws IOException {
        return new Judge(Checkout.find().boundary()).judge(LogReader.read(files), "");
    }

    private static Set<Rule> violated(Map<Rule, Tally> tallies) {
        Set<Rule> violated = EnumSet.noneOf(Rule.class);
        tallies.forEach(
                (rule, tally) -> {
                    if (tally.violations() > 0) {
                        violated.add(rule);
                    }
                });
        return violated;
    }

    @Test
    void goodEventsExerciseEveryRuleAndBreakNone() throws IOException {
        Map<Rule, Tally> tallies = judge(good());
        INSIDE.forEach(
                rule ->
                        assertEquals(
                                Word.HOLDS_SAMPLED,
                                tallies.get(rule).verdict(),
                                () -> rule + " " + tallies.get(rule).told()));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            R11 | a send while SETATTR is out   | 1.000110: send_writepage | 1.000085: send_writepage
            R12 | set_nowrite does not wait     | 1.000080: set_nowrite_ret | 1.000055: set_nowrite_ret
            R12 | a send is not counted         | inode=0xff00 writectr=1\\n | inode=0xff00 writectr=0\\n
            R12 | an end is counted twice       | 1.000130: flush_writepages: (fuse_flush_writepages+0x0/0xa0 [fuse]) inode=0xff00 writectr=1 | 1.000130: flush_writepages: (fuse_flush_writepages+0x0/0xa0 [fuse]) inode=0xff00 writectr=-2147483648
            R13 | a fault does not wait         | 1.000070: page_mkwrite_ret | 1.000055: page_mkwrite_ret
            """)
    void oneChangeIsNoticed(Rule rule, String what, String from, String to) throws IOException {
        String before = from.replace("\\n", "\n");
        String text = good();
        int at = text.lastIndexOf(before);
        assertTrue(at >= 0, what);
        String changed =
                text.substring(0, at)
                        + to.replace("\\n", "\n")
                        + text.substring(at + before.length());
        Set<Rule> violated = violated(judge(changed));
        assertTrue(violated.contains(rule), () -> what + ": " + violated);
    }

    @Test
    void recordedEventsAreAccepted() throws Exception {
        for (String name : List.of("q1", "s1")) {
            String end = name.equals("q1") ? ".gz" : "";
            Map<Rule, Tally> tallies =
                    judge(
                            List.of(
                                    file("qemu-6.1/" + name + ".ndjson" + end),
                                    file("qemu-6.1/" + name + ".ftrace" + end)));
            assertEquals(EnumSet.noneOf(Rule.class), violated(tallies));
            INSIDE.forEach(
                    rule ->
                            assertEquals(
                                    Word.HOLDS_SAMPLED, tallies.get(rule).verdict(), rule.name()));
        }
    }

    private static Path file(String name) throws Exception {
        return Path.of(ProbesTest.class.getResource(name).toURI());
    }

    @Test
    void foreignLineIsRefusedWithItsPlace() throws IOException {
        String text = good() + "and so on\n";
        assertTrue(
                assertThrows(LogException.class, () -> judge(text))
                        .getMessage()
                        .startsWith("x.ftrace:17: not a line of ftrace"));
    }
}
