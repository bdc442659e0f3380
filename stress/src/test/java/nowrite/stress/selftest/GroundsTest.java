package nowrite.stress.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nowrite.model.Kernels;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.ScenarioParser;
import nowrite.stress.selftest.mutant.Fate;
import nowrite.stress.selftest.mutant.Mutant;
import nowrite.stress.selftest.mutant.Pair;
import nowrite.stress.selftest.tla.SpecMutants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run goes on with what still stands, and asks again what does not. */
class GroundsTest {
    private static final String STORE =
            "pages 1\nfile 1p\ntask p store 0h\ndaemon in-order\nexpect 3.13 holds\n";
    private static final String READ = STORE.replace("store 0h", "read 0h").replace("3.13", "6.1");
    private static final String STAT = STORE.replace("store 0h", "stat").replace("3.13", "6.1");

    private final SpecMutants spec =
            SpecMutants.of(Path.of(System.getProperty("nowrite.home")).resolve("spec/tla"));
    private final Mutant ofSpec = new Mutant(Mutant.Side.SPEC, "M:Op:kind:1", "f:1", "changed");
    private final Mutant ofModel = new Mutant(Mutant.Side.MODEL, "C:m:kind:1", "f:2", "changed");

    private String source = "source";
    private long states = 10;

    @TempDir Path folder;

    @BeforeEach
    void twoScenariosOneOfThemForTheModelOnly() throws IOException {
        write("store", STORE);
        write("read", READ);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name + ".scn"), text);
    }

    private String of(Fate fate) throws IOException {
        List<Scenario> scenarios = new ArrayList<>();
        ScenarioParser parser = new ScenarioParser(folder, Kernels.catalogue());
        try (var files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                scenarios.add(parser.parse(file));
            }
        }
        Grounds grounds = new Grounds(scenarios);
        Pair.Sizes sizes = (scenario, kernel) -> states;
        grounds.add(
                Mutant.Side.SPEC,
                source.getBytes(),
                Pair.ofMore(scenarios, sizes, spec.asked(), 1_000));
        grounds.add(
                Mutant.Side.MODEL,
                source.getBytes(),
                Pair.ofMore(scenarios, sizes, (scenario, kernel) -> true, 1_000));
        return grounds.of(fate);
    }

    private static Fate killed(Mutant mutant) {
        return new Fate(mutant, Fate.By.PROPERTY, List.of(), "store on 3.13", "P2 violated", 1);
    }

    @Test
    void aSurvivorOfTheSpecificationDoesNotDependOnWhatOnlyTheModelHas() throws IOException {
        Fate specs = Fate.survived(ofSpec, "nothing", 1);
        Fate models = Fate.survived(ofModel, "nothing", 1);
        String specBefore = of(specs);
        String modelBefore = of(models);
        write("stat", STAT);
        assertEquals(specBefore, of(specs));
        assertNotEquals(modelBefore, of(models));
        write("again", STORE);
        assertNotEquals(specBefore, of(specs));
    }

    @Test
    void aSurvivorDependsOnScenariosSizesAndSources() throws IOException {
        Fate survived = Fate.survived(ofSpec, "nothing", 1);
        String before = of(survived);
        assertEquals(before, of(survived));
        states = 11;
        assertNotEquals(before, of(survived));
        states = 10;
        source = "another source";
        assertNotEquals(before, of(survived));
        source = "source";
        write("store", STORE + "# a word more\n");
        assertNotEquals(before, of(survived));
    }

    @Test
    void oneThatWasKilledDependsOnTheScenarioThatKilledIt() throws IOException {
        String before = of(killed(ofModel));
        write("stat", STAT);
        assertEquals(before, of(killed(ofModel)));
        write("store", STORE + "# a word more\n");
        assertNotEquals(before, of(killed(ofModel)));
        Files.delete(folder.resolve("store.scn"));
        assertNotEquals(before, of(killed(ofModel)));
    }
}
