package nowrite.stress.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import nowrite.model.Kernels;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.stress.cli.home.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a patch changes is what is said about it. */
class ValidationTest {
    @TempDir private Path folder;

    static Set<String> generations() {
        return Kernels.generations().keySet();
    }

    @ParameterizedTest
    @MethodSource("generations")
    void allFunctionsReplacedByThemselvesAreNeutral(String generation) throws InterruptedException {
        KernelId kernel = KernelId.parse(generation);
        Path made = folder.resolve("p");
        new PatchTemplate(
                        Patches.CHECKOUT.root(),
                        kernel,
                        "as-it-is",
                        PatchTemplateTest.functions(kernel))
                .write(made);
        Validated answer =
                Patches.validate(
                        PatchFolder.read(made),
                        true,
                        120,
                        "close/during-fault",
                        "dio/fsync",
                        "reclaim/fsync",
                        "setattr/errors-twice",
                        "sync/silent",
                        "truncate/same-size",
                        "write/reread");
        assertEquals(Validated.Verdict.NEUTRAL, answer.verdict(), answer.sentence());
        assertEquals(List.of(), answer.unreached());
        assertEquals(List.of(), answer.hints());
        assertEquals(7, answer.searched().size());
    }

    @Test
    void aPageThatStaysLockedIsADeadlock() throws InterruptedException, IOException {
        PatchFolder patch =
                Patches.folder(folder, "@Override protected void unlockSkipped(Page page) {}");
        Validated answer = Patches.validate(patch, true, 60, "reclaim/redirtied", "sync/silent");
        assertEquals(Validated.Verdict.BREAKS, answer.verdict(), answer.sentence());
        assertEquals(1, answer.verdict().exitCode());
        assertTrue(
                answer.sentence().startsWith("tried breaks P8 (no deadlock, no livelock) in "),
                answer.sentence());
        Path report = folder.resolve("report");
        ValidatedFiles.write(report, answer, answer.sentence(), "again");
        String trace = Files.readString(report.resolve("trace.txt"));
        assertTrue(trace.contains("P8 violated"), trace);
        assertTrue(trace.contains("./nowrite validate"), trace);
        String junit = Files.readString(report.resolve("junit.xml"));
        assertTrue(junit.contains("failures=\"2\""), junit); // the scenario's, and the verdict
        assertTrue(junit.contains("name=\"verdict\"><failure"), junit);
        assertTrue(junit.contains("requests to the daemon: "), junit);
        assertTrue(junit.contains("<property name=\"verdict\" value=\"breaks\"/>"), junit);
        assertTrue(Files.readString(report.resolve("report.json")).contains("\"breaks\""));
    }

    @Test
    void whatIsNotExercisedAnyMoreIsNotMended() throws InterruptedException {
        PatchFolder patch =
                Patches.folder(
                        folder,
                        "2.6.26",
                        "nowrite.model.kernel.Fault",
                        "@Override public boolean store(nowrite.spec.scenario.Op op)"
                                + " { step(\"store:nothing\"); return false; }");
        Validated answer = Patches.validate(patch, false, 60, "store/two-passes");
        assertFalse(answer.searched().get(0).before().with(nowrite.spec.Word.VIOLATED).isEmpty());
        assertEquals(Set.of(), answer.searched().get(0).better(), answer.sentence());
        assertTrue(
                answer.sentence().contains("not exercised or reached any more"), answer.sentence());
    }

    @Test
    void newFieldsAreState() throws InterruptedException {
        String members =
                "private boolean odd;\n"
                        + Patches.mkwrite("step(\"fuse_page_mkwrite:odd\"); odd = !odd;");
        Validated answer = Patches.validate(Patches.folder(folder, members), true, 60);
        assertEquals(Validated.Verdict.NOT_WORSE, answer.verdict(), answer.sentence());
        Compared one = answer.searched().get(0);
        assertTrue(one.after().states() > one.before().states(), one.toString());
        assertTrue(
                ValidatedText.of(answer, "report", "folder", "again")
                        .contains("states differ in 1 scenario;"));
    }

    @Test
    void aNewLockInTheWrongOrderIsADeadlock() throws InterruptedException {
        String members =
                """
                private final Lock mine = new Lock("mine");
                @Override public int fusePageMkwrite(Page page) {
                    enter("fuse_page_mkwrite");
                    lock(mine, "fuse_page_mkwrite:mine");
                    lockPage(page, "fuse_page_mkwrite:lock_page");
                    unlock(mine);
                    leave();
                    return Fault.VM_FAULT_LOCKED;
                }
                @Override protected void fuseWritepagesFill(Page page, nowrite.model.v3_13.Batch b, boolean s) {
                    lock(mine, "fuse_writepages_fill:mine");
                    unlock(mine);
                    super.fuseWritepagesFill(page, b, s);
                }
                """;
        Validated answer =
                Patches.validate(Patches.folder(folder, members), true, 60, "store/two-passes");
        assertEquals(Validated.Verdict.BREAKS, answer.verdict(), answer.sentence());
        assertTrue(answer.searched().get(0).worse().contains(Property.P8), answer.sentence());
    }

    @Test
    void aNewWaitQueueIsWaitedOn() throws InterruptedException {
        String members =
                """
                private final WaitQueue queue = new WaitQueue("mine", k.scenario.contexts());
                @Override public int fusePageMkwrite(Page page) {
                    enter("fuse_page_mkwrite");
                    waitEvent(queue, "fuse_page_mkwrite:mine", () -> page.number < 0);
                    leave();
                    return 0;
                }
                """;
        Validated answer = Patches.validate(Patches.folder(folder, members), true, 60);
        assertEquals(Set.of(Property.P8), answer.searched().get(0).worse(), answer.sentence());
    }

    @Test
    void statesWithoutEndAreUndecided() throws InterruptedException {
        String members =
                "private int n;\n"
                        + Patches.mkwrite(
                                "for (;;) { step(\"fuse_page_mkwrite:again\"); n++;"
                                        + " if (n < 0) break; }");
        Validated answer = Patches.validate(Patches.folder(folder, members), true, 4);
        assertEquals(Validated.Verdict.UNDECIDED, answer.verdict(), answer.sentence());
        assertEquals(2, answer.verdict().exitCode());
    }

    /** The search without the patch is cut as well: it gets half of the time. */
    @Test
    void theTimeBoundsTheSearchWithoutThePatchToo() throws InterruptedException, IOException {
        Path own = Files.createDirectories(folder.resolve("scenarios")).resolve("huge.scn");
        Files.writeString(
                own,
                """
                # %s
                # A million states and more.
                pages    2
                file     2p
                task p   store 0h, store 2h
                task q   store 0h, store 2h
                task f   writepages none, writepages none
                task t   truncate 0
                daemon   any-order
                reach    at fuse_page_mkwrite:lock_page
                expect   3.13 holds
                """
                        .formatted(folder)); // another text each time: nothing is remembered
        PatchFolder patch = Patches.folder(folder, Patches.mkwrite(""));
        long start = System.nanoTime();
        Validated answer =
                new Validation(
                                new Validation.Question(
                                        Patches.CHECKOUT,
                                        List.of(),
                                        List.of(),
                                        null,
                                        patch,
                                        List.of(),
                                        List.of(),
                                        4,
                                        false,
                                        false,
                                        null),
                                new java.io.PrintWriter(java.io.Writer.nullWriter()))
                        .run();
        long seconds = (System.nanoTime() - start) / 1_000_000_000L;
        assertTrue(seconds < 30, seconds + " s");
        assertEquals(Validated.Verdict.UNDECIDED, answer.verdict(), answer.sentence());
        assertEquals(1, answer.cut().size());
        assertEquals(answer.cut(), answer.leftOut());
        String text = ValidatedText.of(answer, "r", "f", "a");
        assertTrue(text.contains("1 of these not without the patch either"), text);
        assertTrue(
                ValidatedJUnit.of(answer).contains("no time, not without the patch either"), text);
    }

    @Test
    void whatNoScenarioExecutesIsUndecided() throws InterruptedException {
        PatchFolder patch =
                Patches.folder(
                        folder,
                        "@Override public boolean fuseReadpage(Page page) { return true; }");
        Validated answer = Patches.validate(patch, true, 60, "sync/silent");
        assertEquals(Validated.Verdict.UNDECIDED, answer.verdict(), answer.sentence());
        assertTrue(answer.sentence().contains("no scenario executes"), answer.sentence());
    }

    @Test
    void aClassThatDoesNotCompileHasItsLine() {
        PatchFolder patch = Patches.folder(folder, Patches.mkwrite("int x = \"no\";"));
        UsageException e =
                assertThrows(UsageException.class, () -> Patches.validate(patch, true, 60));
        assertTrue(e.getMessage().contains("TriedCode.java:8: incompatible types"), e.getMessage());
        assertTrue(e.getMessage().contains("int x = \"no\";"), e.getMessage());
    }

    @Test
    void aClassForAnotherGenerationIsRefused() {
        PatchFolder patch =
                Patches.folder(
                        folder, "3.13", "nowrite.model.kernel.FuseFile", Patches.mkwrite(""));
        UsageException e =
                assertThrows(UsageException.class, () -> Patches.validate(patch, true, 60));
        assertTrue(e.getMessage().contains("does not fit 3.13"), e.getMessage());
    }

    @Test
    void aClassThatOverridesNothingIsRefused() {
        PatchFolder patch = Patches.folder(folder, "public void nothing() {}");
        UsageException e =
                assertThrows(UsageException.class, () -> Patches.validate(patch, true, 60));
        assertTrue(e.getMessage().contains("overrides nothing"), e.getMessage());
    }

    @Test
    void nothingIsLeftBehind() throws InterruptedException, IOException {
        Patches.validate(Patches.folder(folder, Patches.mkwrite("")), true, 60);
        Path runs = Patches.CHECKOUT.work().resolve("patch/runs");
        try (var left = Files.list(runs)) {
            assertFalse(left.anyMatch(p -> p.getFileName().toString().startsWith("tried-")));
        }
    }
}
