package nowrite.stress.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import nowrite.stress.cli.report.KernelText;
import nowrite.stress.kernel.judge.Judge;
import nowrite.stress.kernel.judge.Rule;
import nowrite.stress.kernel.judge.Tally;
import nowrite.stress.kernel.log.LogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A small log in which every rule has something to say is accepted; with one thing changed the rule
 * that this breaks says so, and no other. Recorded logs of two kernels are accepted.
 */
class JudgeTest {

    @TempDir private Path folder;

    private static String good() throws IOException {
        try (InputStream in = JudgeTest.class.getResourceAsStream("good.ndjson")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Map<Rule, Tally> judge(Path... files) throws IOException {
        return new Judge(Checkout.find().boundary()).judge(LogReader.read(List.of(files)), "");
    }

    private Map<Rule, Tally> judge(String text) throws IOException {
        Path file = folder.resolve("log.ndjson");
        Files.writeString(file, text);
        return judge(file);
    }

    private static Set<Rule> violated(Map<Rule, Tally> tallies) {
        Set<Rule> violated = EnumSet.noneOf(Rule.class);
        tallies.forEach(
                (rule, tally) -> {
                    if (tally.verdict() == Word.VIOLATED) {
                        violated.add(rule);
                    }
                });
        return violated;
    }

    @Test
    void goodLogExercisesEveryRuleAndBreaksNone() throws IOException {
        judge(good())
                .forEach(
                        (rule, tally) ->
                                assertEquals(
                                        rule.compareTo(Rule.R10) <= 0
                                                ? Word.HOLDS_SAMPLED
                                                : Word.NOT_EXERCISED,
                                        tally.verdict(),
                                        rule.name()));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            R1  | a WRITE in flight when SETATTR is sent | "n":4,"t0":96,"t1":97 | "n":4,"t0":104,"t1":105
            R1  | a WRITE between SETATTR and its reply  | "n":4,"u":8,"t":94    | "n":4,"u":8,"t":95
            R2  | a WRITE in flight at OPEN(O_TRUNC)     | "n":8,"t0":155,"t1":156 | "n":8,"t0":175,"t1":176
            R3  | a second WRITE before the first reply  | "n":2,"t0":40,"t1":42 | "n":2,"t0":65,"t1":67
            R4  | older content in a later WRITE         | "w":[[0,4]]           | "w":[[0,1]]
            R5  | the WRITE's reply after fsync          | "n":3,"t0":70,"t1":72 | "n":3,"t0":85,"t1":86
            R6  | fsync does not tell                    | "r":-5                | "r":0
            R7  | RELEASE while a WRITE is in flight     | "n":10,"u":20,"t":190 | "n":10,"u":20,"t":152
            R8  | cut off content in a later WRITE       | "w":[[0,4]]           | "w":[[0,4],[4096,3]]
            R9  | content from before the hole           | "w":[[0,5]]           | "w":[[0,4]]
            R10 | a load finds an older store            | "a":0,"v":2,"r":8}\\n{"e":"begin","t":90 | "a":0,"v":1,"r":8}\\n{"e":"begin","t":90
            R10 | a load finds what nobody stored        | "a":0,"v":2,"r":8}\\n{"e":"begin","t":90 | "a":0,"v":77,"r":8}\\n{"e":"begin","t":90
            """)
    void oneChangeIsNoticedByItsRule(Rule rule, String what, String from, String to)
            throws IOException {
        String good = good();
        String before = from.replace("\\n", "\n");
        assertEquals(1, good.split(java.util.regex.Pattern.quote(before), -1).length - 1, what);
        String changed = good.replace(before, to.replace("\\n", "\n"));
        if (what.contains("between")) {
            changed =
                    changed.replace("\"n\":4,\"t0\":96,\"t1\":97", "\"n\":4,\"t0\":103,\"t1\":105");
        }
        assertEquals(EnumSet.of(rule), violated(judge(changed)), what);
    }

    @Test
    void brokenRuleNamesTheFindingThatItMayBe() throws IOException {
        String broken = good().replace("\"w\":[[0,5]]", "\"w\":[[0,4]]");
        KernelText.Summary summary =
                new KernelText.Summary(
                        1,
                        List.of(),
                        List.of(),
                        KernelText.lines(judge(broken)),
                        List.of(),
                        List.of(),
                        "");
        assertEquals(1, KernelText.exitCode(summary), "a known finding is no excuse");
        String text = KernelText.of(summary);
        assertTrue(text.contains("docs/findings/hole-and-store.md"), text);
        assertEquals(1, text.split("docs/findings/", -1).length - 1, text);
    }

    @ParameterizedTest
    @EnumSource
    void knownFindingIsThereAndNamesItsRule(Rule rule) throws IOException {
        String finding = KernelText.finding(rule);
        if (finding != null) {
            Path page = Checkout.find().root().resolve(finding.split(" ")[0]);
            assertTrue(Files.readString(page).contains(rule.name()), finding);
        }
    }

    @Test
    void missingWriteIsNoticed() throws IOException {
        String dropped = good().replaceAll("\\{\"e\":\"(req|rep)\",\"n\":3,[^\n]*\n", "");
        assertEquals(EnumSet.of(Rule.R5), violated(judge(dropped)));
    }

    @Test
    void whatOverlapsMayGoEitherWay() throws IOException {
        // The store overlaps with fsync: it need not be with the daemon when fsync returns.
        String text = good().replaceAll("\\{\"e\":\"(req|rep)\",\"n\":3,[^\n]*\n", "");
        text = text.replace("\"end\",\"t\":52", "\"end\",\"t\":56");
        assertEquals(EnumSet.noneOf(Rule.class), violated(judge(text)));
        // The answer to the truncation may have had its effect before the WRITE was sent.
        text = good().replace("\"n\":6,\"u\":12,\"t\":120", "\"n\":6,\"u\":12,\"t\":111");
        assertEquals(EnumSet.noneOf(Rule.class), violated(judge(text)));
    }

    @Test
    void logWithoutAPremiseIsNotAPass() throws IOException {
        Map<Rule, Tally> tallies =
                judge(good().lines().limit(5).reduce("", (a, b) -> a + b + "\n"));
        tallies.forEach(
                (rule, tally) -> assertEquals(Word.NOT_EXERCISED, tally.verdict(), rule.name()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host-6.18/c1.ndjson.gz",
                "host-6.18/s1.ndjson",
                "qemu-6.1/q1.ndjson.gz",
                "qemu-6.1/s1.ndjson"
            })
    void recordedLogIsAcceptedTheSameWayTwice(String name) throws Exception {
        Path file = Path.of(JudgeTest.class.getResource(name).toURI());
        Map<Rule, Tally> first = judge(file);
        Map<Rule, Tally> second = judge(file);
        for (Rule rule : Rule.values()) {
            assertTrue(first.get(rule).violations() == 0, () -> first.get(rule).told().toString());
            assertEquals(first.get(rule).premises(), second.get(rule).premises());
        }
        for (Rule rule : List.of(Rule.R1, Rule.R3, Rule.R4, Rule.R5)) {
            assertEquals(Word.HOLDS_SAMPLED, first.get(rule).verdict(), rule.name());
        }
    }
}
