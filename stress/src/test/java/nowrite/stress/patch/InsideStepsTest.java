package nowrite.stress.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nowrite.model.Kernels;
import nowrite.spec.scenario.ScenarioParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A race inside a step of a patch: the explorer cannot see it, Lincheck does. */
class InsideStepsTest {
    private static final String SCENARIO =
            """
            # a second store while the flusher cleans the page
            pages    1
            file     1p
            task p   store 0h, store 1h, fsync
            task f   writepages none
            daemon   any-order
            reach    at page_mkclean:clean
            expect   3.13  holds
            """;

    private static final String MKCLEAN =
            """
            @Override public boolean pageMkclean(Page page) {
                enter("page_mkclean");
                boolean cleaned = false;
                for (int m = 1; m <= k.state.mms.length; m++) {
                    local("vma", m);
                    step("page_mkclean:clean");
                    PageTable mm = k.state.mms[m - 1];
                    %s
                    if (mm.pte[page.index] == page.number) {
                        mm.pte[page.index] = -page.number;
                        cleaned = true;
                    }
                    %s
                    local("cleaned", cleaned ? 1 : 0);
                }
                leave();
                return cleaned;
            }
            """;

    @TempDir private Path folder;

    private Validated sampled(String lock, String unlock) throws IOException, InterruptedException {
        Path file = folder.resolve("mkclean.scn");
        Files.writeString(file, SCENARIO);
        PatchFolder patch =
                Patches.folder(
                        folder.resolve("p"),
                        "3.13",
                        "nowrite.model.v3_13.PageWriteback",
                        MKCLEAN.formatted(lock, unlock));
        return new Validation(
                        new Validation.Question(
                                Patches.CHECKOUT,
                                List.of(
                                        new ScenarioParser(
                                                        Patches.CHECKOUT.scenarios(),
                                                        Kernels.catalogue())
                                                .parse(file)),
                                List.of(),
                                List.of(),
                                patch,
                                List.of(),
                                List.of(),
                                120,
                                true,
                                false,
                                null),
                        new PrintWriter(Writer.nullWriter()))
                .run();
    }

    @Test
    void anEntryCleanedWithoutThePageTableLockIsFoundByLincheckOnly()
            throws IOException, InterruptedException {
        Validated answer = sampled("", "");
        assertEquals(Validated.Verdict.BREAKS, answer.verdict(), answer.sentence());
        assertTrue(answer.searched().get(0).worse().isEmpty());
        assertEquals("P5", answer.inside().violated(), answer.inside().toString());
        assertFalse(answer.inside().output().isEmpty());
        assertTrue(answer.sentence().contains("P5 is violated in"), answer.sentence());
    }

    @Test
    void withTheLockNothingIsFoundAndItIsCalledASample() throws IOException, InterruptedException {
        Validated answer = sampled("seam.lockInside(mm.ptl);", "seam.unlock(mm.ptl);");
        assertEquals(Validated.Verdict.NEUTRAL, answer.verdict(), answer.sentence());
        assertEquals("", answer.inside().why());
        assertTrue(answer.inside().schedules() > 0);
        assertTrue(answer.inside().text().contains("no proof"), answer.inside().text());
    }
}
