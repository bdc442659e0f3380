package nowrite.stress.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import nowrite.model.Kernels;
import nowrite.stress.cli.home.Scenarios;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Larger scenarios find what those at hand cannot, and what was searched is said. */
class GrowingTest {
    @TempDir private Path folder;

    private final StringWriter said = new StringWriter();

    private Validated grown(String members, long seconds) throws InterruptedException {
        return new Validation(
                        new Validation.Question(
                                Patches.CHECKOUT,
                                new Scenarios(Patches.CHECKOUT, Kernels.catalogue())
                                        .select(List.of(Patches.SCENARIO)),
                                List.of(),
                                List.of(),
                                Patches.folder(folder, members),
                                List.of(),
                                List.of(),
                                seconds,
                                false,
                                true,
                                null),
                        new PrintWriter(said))
                .run();
    }

    /** The scenario at hand has two faults; the third one locks the page twice. */
    @Test
    void whatTakesOneMoreOperationIsFound() throws InterruptedException {
        Validated answer =
                grown(
                        """
                        private int faults;
                        @Override public int fusePageMkwrite(Page page) {
                            enter("fuse_page_mkwrite");
                            step("fuse_page_mkwrite:count");
                            faults = Math.min(3, faults + 1);
                            if (faults == 3) {
                                lockPage(page, "fuse_page_mkwrite:once");
                                lockPage(page, "fuse_page_mkwrite:again");
                            }
                            leave();
                            return super.fusePageMkwrite(page);
                        }
                        """,
                        90);
        assertEquals(Validated.Verdict.BREAKS, answer.verdict(), answer.sentence());
        assertTrue(
                answer.sentence().contains("P8") && answer.sentence().contains("own-writeback +"),
                answer.sentence());
        assertTrue(answer.shortest().isPresent());
        assertTrue(said.toString().contains("larger scenarios, round 1, 1 of "), said.toString());
    }

    @Test
    void whenTheTimeIsOverItIsSaidHowFarTheBoundsWent() throws InterruptedException {
        Validated answer = grown(Patches.mkwrite(""), 12);
        assertEquals(Validated.Verdict.NEUTRAL, answer.verdict(), answer.sentence());
        String text = ValidatedText.of(answer, "r", "f", "a");
        assertTrue(text.contains("  +1: of 7 scenarios "), text);
        assertEquals("the time was over", answer.grown().stopped(), text);
    }
}
