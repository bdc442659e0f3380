package nowrite.stress.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nowrite.spec.trace.Trace;
import nowrite.stress.cli.home.UsageException;
import nowrite.stress.explore.Replay;
import nowrite.stress.explore.Twin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trace of a patched kernel can be taken again, and one of the kernel before on the patched. */
class PatchedTracesTest {
    private static final String SCENARIO = "reclaim/redirtied";
    private static final String KEEPS_LOCK = "@Override protected void unlockSkipped(Page page) {}";

    @TempDir private Path folder;

    private Validated validated(String members) throws InterruptedException {
        return Patches.validate(Patches.folder(folder, members), true, 60, SCENARIO);
    }

    private PatchedTraces traces(PatchFolder patch) {
        return new PatchedTraces(Patches.CHECKOUT, List.of(patch), List.of());
    }

    @Test
    void aTraceOfAPatchIsReplayedOnTheKernelWithThePatch() throws InterruptedException {
        Validated answer = validated(KEEPS_LOCK);
        Trace trace = answer.shortest().orElseThrow();
        Replay.Result replayed = traces(answer.patch()).replay(trace);
        assertTrue(replayed.confirmed(), replayed.message());
    }

    @Test
    void aTraceOfAPatchThatHasChangedSinceIsNotConfirmed() throws InterruptedException {
        Trace trace = validated(KEEPS_LOCK).shortest().orElseThrow();
        PatchFolder mended = Patches.folder(folder, Patches.mkwrite(""));
        assertFalse(traces(mended).replay(trace).confirmed());
    }

    @Test
    void aReportKnowsWhichSourcesItIsOf() throws InterruptedException {
        Validated answer = validated(KEEPS_LOCK);
        Path report = folder.resolve("report");
        ValidatedFiles.write(report, answer, "text", "again");
        Path trace = report.resolve("trace.json");
        assertEquals(List.of(), PatchHash.changed(trace, answer.patch()));
        PatchFolder changed = Patches.folder(folder, Patches.mkwrite(""));
        assertEquals(List.of("TriedCode.java"), PatchHash.changed(trace, changed));
    }

    @Test
    void aReportOfAPatchThatDoesNotCompileAnyMoreSaysThatOnly()
            throws InterruptedException, IOException {
        Validated answer = validated(KEEPS_LOCK);
        Path report = folder.resolve("report");
        ValidatedFiles.write(report, answer, "text", "again");
        String junit = Files.readString(report.resolve("junit.xml"));
        assertTrue(junit.contains("tried breaks P"), junit);
        assertTrue(junit.contains("trace.txt beside this file has it"), junit);
        ValidatedFiles.refused(report, "the patch does not compile", "validate it");
        try (var left = Files.list(report)) {
            assertEquals(List.of(report.resolve("report.txt")), left.toList());
        }
        assertTrue(
                Files.readString(report.resolve("report.txt")).startsWith("no answer: the patch"));
    }

    @Test
    void anOwnScenarioIsCalledByItsLastWord() {
        assertEquals(
                "P8 in mine, and in mine + fsync",
                OwnNames.shortened(
                        "P8 in own/home/me/p/scenarios/mine, and in own/a/b/mine + fsync"));
        assertEquals("fsync/own and /x/own/y/z", OwnNames.shortened("fsync/own and /x/own/y/z"));
    }

    @Test
    void aFixStopsTheScheduleOfTheBug() throws InterruptedException {
        PatchFolder fix =
                PatchFolder.read(
                        Patches.CHECKOUT.root().resolve("docs/patches/same-page-rewrites"));
        Validated answer = Patches.validate(fix, true, 60, "dio/redirtied-in-flight");
        Twin.Result twin = traces(fix).twin(answer.mended().orElseThrow());
        assertTrue(twin.stoppedAt() > 0, String.valueOf(twin.end()));
        assertNotNull(twin.stop());
        assertEquals("3.13 without 8b284dc47291 with same-page-rewrites", twin.kernel().toString());
    }

    @Test
    void aPatchThatLoopsWhileItIsReplayedIsKilledAndSaidSo() throws InterruptedException {
        Trace trace = validated(KEEPS_LOCK).shortest().orElseThrow();
        PatchFolder loops =
                Patches.folder(folder, Patches.mkwrite("for (int i = 0; i < 1; i *= 2) { }"));
        UsageException e = assertThrows(UsageException.class, () -> traces(loops).replay(trace));
        assertTrue(e.getMessage().contains("a step did not end"), e.getMessage());
    }

    @Test
    void thePatchOfAReportIsFoundAboveIt() {
        PatchFolder patch = Patches.folder(folder, KEEPS_LOCK);
        assertEquals(
                patch.name(),
                PatchedTraces.patchOf(folder.resolve("report/trace.json")).orElseThrow().name());
        assertTrue(PatchedTraces.patchOf(folder.resolve("a/b/c/trace.json")).isEmpty());
    }
}
