package nowrite.spec.tlc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NextPartsTest {

    @TempDir private Path folder;

    private Optional<List<String>> parts(String text) throws IOException {
        Files.writeString(
                folder.resolve("Linux_0_1.tla"), "---- MODULE Linux_0_1 ----\n" + text + "====\n");
        return new NextParts(TlaModules.read(folder)).definitions("Moves");
    }

    @Test
    void aPartIsADisjunctOfNextAndLookedAtWhereOneOfItsStepsIsNext() throws IOException {
        assertEquals(
                Optional.of(
                        List.of(
                                "MC_At_1 == {\"toy:down\", \"toy:up\", \"toy:way_back\"}",
                                "MC_At_2 == {\"daemon:read\"}",
                                "Moves ==",
                                "  \\/ \\E t \\in Tasks : pc[t] \\in MC_At_1 /\\ ENABLED MmNext(t)",
                                "  \\/ \\E d \\in Daemons : pc[d] \\in MC_At_2 /\\ ENABLED Read(d)")),
                parts(
                        """
                        Up(t) == /\\ pc[t] = "toy:up"
                                 /\\ pc' = [pc EXCEPT ![t] = "toy:elsewhere"]
                        Down(t) == LET l == "toy:down" IN pc[t] = l
                        Back == "toy:way_back"
                        Down__without_guard(t) == LET l == Back IN pc[t] = l
                        Read(d) == pc[d] = "daemon:read"
                        MmNext(t) ==
                            \\/ Up(t)
                            \\/ Down(t)
                        Next == \\/ \\E t \\in Tasks : MmNext(t)
                                \\/ \\E d \\in Daemons : Read(d)
                        """));
    }

    @Test
    void aNextOfAnotherFormHasNone() throws IOException {
        assertEquals(Optional.empty(), parts("Next == x' = x + 1\n"));
    }

    /**
     * A step whose label is in no part is looked for in all of Next: only slower. Here are none.
     */
    @Test
    void everyStepOfTheRealModulesIsInAPart() throws IOException {
        TlaModules modules = TlaModules.read(Path.of("tla"));
        String text = String.join("\n", new NextParts(modules).definitions("Moves").orElseThrow());
        for (String step : modules.steps()) {
            assertTrue(text.contains("\"" + step + "\""), step);
        }
    }
}
