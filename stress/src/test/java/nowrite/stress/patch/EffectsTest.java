package nowrite.stress.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Costs, waits, the order of locks and the porting notes: each says something when it should. */
class EffectsTest {
    @TempDir private Path folder;

    private Validated tried(String members, String... scenarios) throws InterruptedException {
        return Patches.validate(Patches.folder(folder, members), true, 60, scenarios);
    }

    private static void assertSays(List<String> lines, String part) {
        assertTrue(lines.stream().anyMatch(line -> line.contains(part)), lines.toString());
    }

    private static void assertBreaks(Validated answer, String says) {
        assertEquals(Validated.Verdict.BREAKS, answer.verdict(), answer.sentence());
        assertEquals(1, answer.verdict().exitCode());
        assertTrue(answer.sentence().contains(says), answer.sentence());
    }

    @Test
    void aForbiddenEdgeIsReportedThoughNothingDeadlocks() throws InterruptedException {
        Validated answer =
                tried(
                        """
                        @Override public int fusePageMkwrite(Page page) {
                            int ret = super.fusePageMkwrite(page);
                            enter("fuse_page_mkwrite");
                            lock(k.inode().iMutex, "fuse_page_mkwrite:i_mutex");
                            step("fuse_page_mkwrite:time");
                            unlock(k.inode().iMutex);
                            leave();
                            return ret;
                        }
                        """);
        assertBreaks(answer, "TriedCode.java:10: forbidden: page lock -> i_mutex");
        assertEquals(List.of(), List.copyOf(answer.searched().get(0).worse()));
        assertSays(answer.effects().lockProblems(), "i_mutex -> page lock");
        assertTrue(
                ValidatedText.of(answer, "r", "f", "a")
                        .contains("new, at fuse_page_mkwrite:i_mutex"));
    }

    /** Since 6.16 a page is under writeback until the answer: nobody with nowrite waits for it. */
    @Test
    void withoutTemporaryPagesAPageLockUnderNowriteIsForbidden() throws InterruptedException {
        PatchFolder patch =
                Patches.folder(
                        folder,
                        "6.18",
                        "nowrite.model.v6_1.FuseDir",
                        """
                        @Override public void fuseSetNowrite() {
                            super.fuseSetNowrite();
                            Page page = k.mapping().cache[0];
                            if (page != null) {
                                enter("fuse_set_nowrite");
                                lockPage(page, "fuse_set_nowrite:lock_page");
                                unlockPage(page);
                                leave();
                            }
                        }
                        """);
        Validated answer = Patches.validate(patch, true, 60, "truncate/in-flight");
        assertSays(answer.effects().lockProblems(), "forbidden: nowrite -> page lock");
        assertEquals(Validated.Verdict.BREAKS, answer.verdict(), answer.sentence());
    }

    @Test
    void withoutTemporaryPagesWritebackUnderNowriteIsForbidden() throws InterruptedException {
        PatchFolder patch =
                Patches.folder(
                        folder,
                        "6.18",
                        "nowrite.model.v6_1.FuseDir",
                        """
                        @Override public void fuseSetNowrite() {
                            super.fuseSetNowrite();
                            Page page = k.mapping().cache[0];
                            if (page != null) {
                                k.pageWriteback.waitOnPageWriteback(page);
                            }
                        }
                        """);
        Validated answer = Patches.validate(patch, true, 60, "truncate/in-flight");
        assertSays(
                answer.effects().lockProblems(),
                "forbidden: nowrite -> PG_writeback until the answer");
        assertBreaks(answer, "; with that it breaks P8");
    }

    @Test
    void withoutTemporaryPagesReclaimInTheDaemonMayNotWaitForWriteback()
            throws InterruptedException {
        PatchFolder patch =
                Patches.folder(
                        folder,
                        "6.16",
                        "nowrite.model.v6_16.Vmscan",
                        "@Override protected boolean waitsForWriteback() { return true; }");
        Validated answer = Patches.validate(patch, true, 60, "vm/daemon-allocates");
        assertSays(
                answer.effects().lockProblems(),
                "forbidden: the daemon -> PG_writeback until the answer");
    }

    @Test
    void aCircleOfTheUsersOwnLocksIsReportedThoughNothingDeadlocks() throws InterruptedException {
        Validated answer =
                tried(
                        """
                        private final Lock a = new Lock("a_mutex");
                        private final Lock b = new Lock("b_mutex");
                        @Override public int fusePageMkwrite(Page page) {
                            enter("fuse_page_mkwrite");
                            lock(a, "fuse_page_mkwrite:a");
                            lock(b, "fuse_page_mkwrite:b");
                            unlock(b);
                            unlock(a);
                            lock(b, "fuse_page_mkwrite:b_first");
                            lock(a, "fuse_page_mkwrite:a_second");
                            unlock(a);
                            unlock(b);
                            leave();
                            return super.fusePageMkwrite(page);
                        }
                        """,
                        "store/own-writeback");
        assertBreaks(answer, "possible circular dependency through a_mutex -> b_mutex");
        assertSays(answer.effects().lockProblems(), "b_mutex -> a_mutex");
    }

    @Test
    void aPatchInTheRightOrderHasNewEdgesAndNoProblem() throws InterruptedException {
        Validated answer =
                tried(
                        """
                        private final Lock mine = new Lock("mine_mutex");
                        @Override public int fusePageMkwrite(Page page) {
                            enter("fuse_page_mkwrite");
                            lock(mine, "fuse_page_mkwrite:mine");
                            leave();
                            int ret = super.fusePageMkwrite(page);
                            unlock(mine);
                            return ret;
                        }
                        """);
        assertEquals(List.of(), answer.effects().lockProblems(), answer.sentence());
        assertSays(answer.effects().newEdges(), "mine_mutex -> page lock");
    }

    @Test
    void sleepingUnderASpinlockIsReported() throws InterruptedException {
        Validated answer =
                tried(
                        """
                        private final Lock mine = new Lock("mine");
                        @Override public int fusePageMkwrite(Page page) {
                            enter("fuse_page_mkwrite");
                            lock(mine, "fuse_page_mkwrite:mine");
                            fuseWaitOnPageWriteback(page.index);
                            unlock(mine);
                            leave();
                            return super.fusePageMkwrite(page);
                        }
                        """);
        assertBreaks(answer, "holding mine");
        assertSays(answer.effects().asleep(), "fuse_wait_on_page_writeback:wait (store)");
    }

    @Test
    void aBrokenRuleComesBeforeTheDeadlockThatFollows() throws InterruptedException {
        Validated answer =
                tried(
                        """
                        private final Lock mine = new Lock("mine");
                        private final WaitQueue queue = new WaitQueue("q", k.scenario.contexts());
                        @Override public int fusePageMkwrite(Page page) {
                            enter("fuse_page_mkwrite");
                            lock(mine, "fuse_page_mkwrite:mine");
                            waitEvent(queue, "fuse_page_mkwrite:q", () -> page.number < 0);
                            unlock(mine);
                            leave();
                            return 0;
                        }
                        """);
        assertBreaks(answer, "; with that it breaks P8");
        assertTrue(
                answer.sentence()
                        .startsWith(
                                "tried breaks the rules of locks and contexts: TriedCode.java:12: "),
                answer.sentence());
    }

    @Test
    void aLockThatIsKeptOrNotHeldIsAViolation() throws InterruptedException {
        Validated answer =
                tried(
                        """
                        @Override public void fuseWritepage(Page page) {
                            enter("fuse_writepage");
                            k.fuseFile.fuseFlushWritepages();
                            redirtyPageForWritepage(page);
                            step("fuse_writepage:done");
                            leave();
                        }
                        """,
                        "reclaim/fsync");
        assertSays(answer.violations(), "fuse_writepage returns with the page lock held");
        assertSays(
                answer.violations(),
                "TriedCode.java:9: calls fuse_flush_writepages without the fc->lock");
        assertEquals("page lock", answer.porting().get(0).entry());
        assertEquals(List.of("reclaim"), answer.porting().get(0).callers());
        assertTrue(answer.porting().get(0).allocate().contains("GFP_NOFS"));
    }

    /** Two helpers, run by different operations: what holds of both is said below both. */
    @Test
    void whatIsTheSameOfSeveralMethodsIsSaidOnce() throws InterruptedException {
        Validated answer =
                tried(
                        """
                        @Override protected void fill(
                                Page page, nowrite.model.v3_13.Batch data, boolean syncAll) {
                            super.fill(page, data, syncAll);
                        }
                        @Override protected void unlockSkipped(Page page) {
                            super.unlockSkipped(page);
                        }
                        """,
                        "reclaim/redirtied",
                        "store/own-writeback");
        assertEquals(2, answer.porting().size());
        StringBuilder text = new StringBuilder();
        EffectsText.add(text, answer);
        List<String> notes = text.substring(text.indexOf("For the port")).lines().toList();
        assertSays(notes, "TriedCode.fill: ");
        assertSays(notes, "TriedCode.unlockSkipped: ");
        List<String> sleeping = notes.stream().filter(one -> one.contains("may sleep")).toList();
        assertEquals(1, sleeping.size(), notes.toString());
    }

    @Test
    void sleepingWhereNobodyMayIsAViolationEvenIfItNeverHappens() throws InterruptedException {
        Validated answer =
                tried(
                        """
                        @Override protected void send(FuseReq req, int limit, String d, String r) {
                            if (req.offset < 0) { waits(req); }
                            super.send(req, limit, d, r);
                        }
                        private void waits(FuseReq req) {
                            fuseWaitOnPageWriteback(req.offset / 2);
                        }
                        """,
                        "truncate/in-flight");
        assertBreaks(answer, "TriedCode.java:12: fuseWaitOnPageWriteback may sleep");
        assertTrue(answer.porting().get(0).sleep().contains("spinlock fc->lock"));
        assertTrue(answer.porting().get(0).allocate().contains("GFP_ATOMIC"));
    }

    @Test
    void aNewWaitForTheDaemonIsReported() throws InterruptedException {
        Validated answer =
                tried(
                        """
                        @Override protected void fill(
                                Page page, nowrite.model.v3_13.Batch data, boolean syncAll) {
                            fillOrWait(page, data, false);
                        }
                        """,
                        "dio/redirtied-in-flight");
        assertSays(
                answer.effects().newWaits(),
                "writepages none waits for a page's copy in flight, holding");
    }

    /** Two fsyncs send a WRITE and a FSYNC each; each done twice, a FSYNC more each. */
    @Test
    void aRequestMoreIsCounted() throws InterruptedException {
        PatchFolder patch =
                Patches.folder(
                        folder,
                        "3.13",
                        "nowrite.model.kernel.FuseDir",
                        "@Override public void fuseFsync() { super.fuseFsync();"
                                + " enter(\"again\"); super.fuseFsync(); leave(); }");
        Validated answer = Patches.validate(patch, true, 60, "fsync/own");
        assertSays(answer.effects().costs(), "requests to the daemon 4 -> 6");
    }

    @Test
    void nothingIsSaidOfAPatchThatChangesNothing() throws InterruptedException {
        Validated answer = tried(Patches.mkwrite(""));
        assertEquals(List.of(), answer.effects().costs());
        assertEquals(List.of(), answer.effects().newEdges());
        assertEquals(List.of(), answer.effects().goneEdges());
        assertEquals(List.of(), answer.effects().newWaits());
        assertEquals(List.of(), answer.violations());
        assertEquals(1, answer.effects().counted());
    }
}
