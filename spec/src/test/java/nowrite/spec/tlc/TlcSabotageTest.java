package nowrite.spec.tlc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.Word;
import nowrite.spec.engine.Judgement;
import nowrite.spec.engine.Progress;
import nowrite.spec.engine.RunResult;
import nowrite.spec.scenario.Scenario;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLC told to look at less than it should, or read by a parser that loses something. */
class TlcSabotageTest {

    private static final String KERNEL = "0.1 without guard";

    @TempDir private Path work;

    private Scenario scenario;
    private McModule module;

    @BeforeEach
    void prepare() throws IOException {
        scenario = Toy.scenario("expect " + KERNEL + " violates P1");
        module = new McModule(scenario, KernelId.parse(KERNEL), Toy.kernels());
    }

    /** A run with another configuration, of whose output only some lines reach the parser. */
    private RunResult run(UnaryOperator<String> configuration, Predicate<String> read)
            throws Exception {
        Files.createDirectories(work.resolve(RunFolder.TEMPORARY));
        module.write(work);
        Path file = work.resolve("MC.cfg");
        Files.writeString(file, configuration.apply(Files.readString(file)));
        TlcOutput said = new TlcOutput(Progress.NONE);
        TlcProcess.Ended ended =
                TlcChild.run(
                        TlcEngine.child(Toy.kernels(), 256),
                        work,
                        "",
                        Duration.ofMinutes(2),
                        line -> {
                            if (read.test(line)) {
                                said.line(line);
                            }
                        });
        return new TlcVerdict(scenario, KernelId.parse(KERNEL), module)
                .of(said, ended, Duration.ofSeconds(1), "out");
    }

    private static String withoutLine(String text, String line) {
        assertTrue(text.contains(line + "\n"), text);
        return text.replace(line + "\n", "");
    }

    private static void assertFailed(RunResult result) {
        assertEquals(Set.of(Word.FAILED), Set.copyOf(result.words().values()));
        assertTrue(result.message().contains("the canary was missed"), result.message());
        assertEquals(70, Judgement.of(result).exitCode());
    }

    @Test
    void untouchedItIsAsExpected() throws Exception {
        RunResult result = run(text -> text, line -> true);
        assertEquals(List.of(), Judgement.of(result).all());
    }

    @Test
    void withoutInvariantsTheRunFails() throws Exception {
        assertFailed(run(text -> text.substring(0, text.indexOf("INVARIANTS")), line -> true));
    }

    @Test
    void withoutTheInvariantOfThePropertiesTheRunFails() throws Exception {
        assertFailed(run(text -> withoutLine(text, "  Check"), line -> true));
    }

    @Test
    void withoutTheProbeOfItsPremiseAPropertyIsNotExercised() throws Exception {
        RunResult whole = run(text -> text, line -> true);
        assertEquals(Word.HOLDS_EXHAUSTED, whole.words().get(Property.P10));
        int probe = 1;
        while (!module.probes().get(probe - 1).name().equals("P10")) {
            probe++;
        }
        String line = "  Probe_" + probe;
        RunResult result = run(text -> withoutLine(text, line), all -> true);
        assertEquals(Word.NOT_EXERCISED, result.words().get(Property.P10));
    }

    @Test
    void aParserThatLosesViolationsFails() throws Exception {
        boolean[] inside = new boolean[1];
        RunResult result =
                run(
                        text -> text,
                        line -> {
                            boolean announced = line.startsWith("<<\"VIOLATED\"");
                            inside[0] |= line.matches("@!@!@STARTMSG (2110|2121|2217):.*");
                            boolean lost = announced || inside[0];
                            inside[0] &= !line.startsWith("@!@!@ENDMSG");
                            return !lost;
                        });
        assertFailed(result);
    }

    @Test
    void everyPropertyIsLookedAtTwice() {
        String text = module.module();
        assertTrue(text.contains("MC_P8 == MC_Moves \\/ P8\n"), text);
        String all = text.substring(text.indexOf("Check =="));
        for (Property property : Property.values()) {
            String name = property == Property.P8 ? "MC_P8" : property.name();
            assertTrue(all.matches("(?s).*[ /]" + name + "\\b.*"), name);
            assertTrue(text.contains(" -> " + name + "\n"), name);
        }
    }
}
