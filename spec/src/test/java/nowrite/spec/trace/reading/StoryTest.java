package nowrite.spec.trace.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nowrite.spec.trace.Trace;
import nowrite.spec.trace.text.TraceText;
import org.junit.jupiter.api.Test;

/** What a story says of the steps in which a careless reading would say something false. */
class StoryTest {
    private static final String P10 =
            "writectr is a count; the bias is never there while nobody holds i_mutex; when all is"
                    + " done, nothing is left on queued_writes.";

    private final Map<String, String> initial = new LinkedHashMap<>();
    private final List<Trace.Step> steps = new ArrayList<>();

    private void step(String task, String label, String... changes) {
        List<Trace.Change> all = new ArrayList<>();
        for (int i = 0; i < changes.length; i += 3) {
            initial.putIfAbsent(changes[i], changes[i + 1]);
            all.add(new Trace.Change(changes[i], changes[i + 1], changes[i + 2]));
        }
        initial.putIfAbsent(task + ".op", "1");
        steps.add(new Trace.Step(steps.size() + 1, task, label, Map.of(), all, List.of()));
    }

    private Reading reading(String property, String sentence) {
        return reading(property, sentence, "violated");
    }

    private Reading reading(String property, String sentence, String end) {
        return Reading.of(
                new Trace(
                        Trace.SCHEMA,
                        "toy",
                        "3.13",
                        "explorer",
                        property,
                        sentence,
                        "1 page",
                        "./nowrite explore toy",
                        List.of("f", "t", "p"),
                        initial,
                        steps,
                        end,
                        null,
                        List.of()));
    }

    private void inFlight(String state) {
        initial.put("i_size", "2");
        initial.put("frame0.1.data", "[p.1 0]");
        initial.put("frame0.1.locked", "-");
        initial.put("page0.cached", "1");
        step("f", "fuse_writepages_fill:alloc", "req.0.1", "free", "INIT WRITE 0+0 [] 0 pages");
        step(
                "f",
                "fuse_writepages_fill:copy",
                "req.0.1",
                "INIT WRITE 0+0 [] 0 pages",
                "INIT WRITE 0+0 [] +[p.1 0] 0 pages");
        step(
                "f",
                "fuse_flush_writepages:send",
                "req.0.1",
                "INIT WRITE 0+0 [] +[p.1 0] 0 pages",
                state + " WRITE 0+1 [p.1 0]");
        step("t", "fuse_writepages_fill:alloc", "req.0.2", "free", "INIT WRITE 0+0 [] 0 pages");
        step(
                "t",
                "fuse_writepages_fill:copy",
                "req.0.2",
                "INIT WRITE 0+0 [] 0 pages",
                "INIT WRITE 0+0 [] +[p.1 p.2] 0 pages");
    }

    @Test
    void whatIsPutIntoARequestOnItsWayIsNotSaidToLieBeyondTheSize() {
        inFlight("PENDING");
        step(
                "t",
                "fuse_writepage_in_flight:merge",
                "req.0.1",
                "PENDING WRITE 0+1 [p.1 0]",
                "PENDING WRITE 0+1 [p.1 p.2]",
                "req.0.2",
                "INIT WRITE 0+0 [] +[p.1 p.2] 0 pages",
                "free");
        Reading reading = reading("P99", "What must hold.");
        String story = String.join(" ", reading.story());
        assertFalse(story.contains("beyond"), story);
        assertTrue(story.contains("copies page 0 into WRITE 1"), story);
        assertTrue(story.contains("not read yet) and drops WRITE 2"), story);
        assertEquals(List.of("WRITE 1 = [p.1 p.2]", "WRITE 2 dropped"), reading.effects(6));
    }

    @Test
    void aRequestIsShownWithTheContentOfItsTime() {
        inFlight("PENDING");
        step(
                "t",
                "fuse_writepage_in_flight:merge",
                "req.0.1",
                "PENDING WRITE 0+1 [p.1 0]",
                "PENDING WRITE 0+1 [p.1 p.2]");
        Reading reading = reading("P99", "What must hold.");
        assertEquals(List.of("WRITE 1 = copy of page 0 [p.1 0]"), reading.effects(2));
        assertEquals(List.of("WRITE 2 = copy of page 0 [p.1 p.2]"), reading.effects(5));
    }

    @Test
    void theKernelSendsAChainedRequestAndNotTheDaemon() {
        inFlight("SENT");
        step(
                "t",
                "fuse_writepage_in_flight:merge",
                "req.0.1",
                "SENT WRITE 0+1 [p.1 0]",
                "SENT WRITE 0+1 [p.1 0] then 0.2");
        step(
                "daemon(0.1)",
                "daemon:reply",
                "req.0.1",
                "SENT WRITE 0+1 [p.1 0] then 0.2",
                "FINISHED WRITE 0+1 [p.1 0] then 0.2");
        step(
                "daemon(0.1)",
                "fuse_writepage_end:next",
                "req.0.2",
                "INIT WRITE 0+0 [] +[p.1 p.2] 0 pages",
                "PENDING WRITE 0+2 [p.1 p.2]");
        Reading reading = reading("P99", "What must hold.");
        String story = String.join(" ", reading.story());
        assertTrue(story.contains("chains WRITE 2 behind WRITE 1"), story);
        assertTrue(story.contains("On the answer to WRITE 1 the kernel sends WRITE 2"), story);
        assertEquals(List.of("WRITE 2 chained behind WRITE 1"), reading.effects(6));
    }

    @Test
    void whoSetNowriteWithoutTheMutexIsNamedAndTheRuleThatItBreaks() {
        step("t", "notify_change:i_mutex", "i_mutex", "-", "t");
        step("p", "fuse_set_nowrite:bias", "writectr", "0", "NOWRITE");
        step("t", "notify_change:unlock", "i_mutex", "t", "-");
        Reading reading = reading("P10", P10);
        assertEquals(
                "writectr is NOWRITE while nobody holds i_mutex: p set nowrite (step 2) without"
                        + " it, and t has given it back (step 3).",
                reading.wrong());
        assertEquals("The bias is never there while nobody holds i_mutex.", reading.rule());
    }

    @Test
    void whoLeavesTheMutexWithNowriteSetIsNamed() {
        step("t", "notify_change:i_mutex", "i_mutex", "-", "t");
        step("t", "fuse_set_nowrite:bias", "writectr", "0", "NOWRITE");
        step("t", "notify_change:unlock", "i_mutex", "t", "-");
        String wrong = reading("P10", P10).wrong();
        assertTrue(wrong.contains("t set nowrite (step 2) and has given i_mutex back"), wrong);
    }

    @Test
    void aPageThatOthersLockedBetweenUnlockAndDirtyingIsSaidToBeSo() {
        assertTrue(dirtied(true).contains("which it unlocked at step 2"), dirtied(true));
    }

    @Test
    void aPageThatNobodyElseLockedInBetweenIsJustDirty() {
        assertFalse(dirtied(false).contains("unlocked at"), dirtied(false));
    }

    private String dirtied(boolean others) {
        steps.clear();
        step("p", "__do_fault:lock_page", "frame0.1.locked", "-", "p");
        step("p", "__do_fault:set_pte", "frame0.1.locked", "p", "-", "pte.p.0", "none", "rw 1");
        if (others) {
            step("f", "write_cache_pages:lock_page", "frame0.1.locked", "-", "f");
            step("f", "page_mkclean:clean", "pte.p.0", "rw 1", "ro 1");
        }
        step("p", "__do_fault:set_page_dirty", "frame0.1.dirty", "0", "1");
        return String.join(" ", reading("P99", "What must hold.").story());
    }

    @Test
    void aStoreThroughAnothersPteToACleanPageIsSaidToBeSo() {
        step("p", "__do_fault:set_pte", "pte.p.0", "none", "rw 1", "frame0.1.dirty", "1", "0");
        step("t", "store:access", "frame0.1.data", "[init init]", "[init t.1]");
        String story = String.join(" ", reading("P99", "What must hold.").story());
        assertTrue(story.contains("in half page 1 through p's pte while page 0 is clean"), story);
    }

    @Test
    void aPassThatLeavesADirtyPageDoesNotFindNone() {
        initial.put("page0.cached", "1");
        initial.put("t.stack", "[do_fsync write_cache_pages]");
        step("t", "redirty_page_for_writepage:redirty", "frame0.1.dirty", "0", "1");
        step("t", "write_cache_pages:lock_page", "t.pc", "a", "b");
        assertEquals("ends its pass with page 0 dirty", reading("P99", "A rule.").note(2));
    }

    @Test
    void aLockThatTheKernelGoesWithoutIsNotSaidToBeTaken() {
        initial.put("i_mutex", "-");
        step("t", "do_fsync:i_mutex", "t.pc", "a", "b");
        Reading reading = reading("P99", "What must hold.");
        assertEquals("does not take i_mutex", reading.note(1));
        assertTrue(reading.isLeftOut(1));
    }

    @Test
    void theStepOfALostStoreIsThatOfItsHalfPage() {
        initial.put("ghost.before.f", "[t.1@1]");
        initial.put("daemon.data", "[init init]");
        step("t", "device:dma", "ghost.order.0", "[]", "[t.1]");
        step("t", "device:dma", "ghost.order.1", "[]", "[t.1]");
        step("f", "do_fsync:unlock", "f.op", "1", "2");
        String wrong = reading("P5", "What must hold.").wrong();
        assertTrue(wrong.contains("(t.1, step 2)"), wrong);
    }

    @Test
    void aWriteThatIsAnsweredIsNotSaidToBeUnsent() {
        inFlight("SENT");
        step("t", "fuse_set_nowrite:bias", "writectr", "1", "NOWRITE+1");
        step(
                "daemon(0.1)",
                "daemon:reply",
                "req.0.1",
                "SENT WRITE 0+1 [p.1 0]",
                "FINISHED WRITE 0+1 [p.1 0]");
        step("daemon(0.1)", "fuse_writepage_finish:dec", "writectr", "NOWRITE+1", "NOWRITE");
        step("t", "fuse_set_nowrite:wait", "t.pc", "a", "b");
        String story = String.join(" ", reading("P99", "What must hold.").story());
        assertTrue(story.contains("sets nowrite"), story);
        assertFalse(story.contains("(WRITE 1 is not sent yet)"), story);
    }

    @Test
    void aShortStoryBeginsWithTheStart() {
        initial.put("page0.cached", "1");
        step("p", "store:access");
        step("p", "__do_fault:lock_page", "frame0.1.locked", "-", "p");
        initial.put("frame0.1.dirty", "0");
        step("p", "__do_fault:set_pte", "frame0.1.locked", "p", "-", "pte.p.0", "none", "rw 1");
        assertEquals(
                List.of(
                        "At the start page 0 is clean and p does not map it.",
                        "p locks page 0 (step 2).",
                        "p makes its pte of page 0 writable and unlocks page 0 (step 3)."),
                reading("P13", "What must hold.").story());
    }

    @Test
    void answersInARowAreOneThing() {
        inFlight("SENT");
        step(
                "t",
                "fuse_flush_writepages:send",
                "req.0.2",
                "INIT WRITE 0+0 [] +[p.1 p.2] 0 pages",
                "SENT WRITE 0+2 [p.1 p.2]");
        for (String slot : List.of("0.1", "0.2")) {
            step(
                    "daemon(" + slot + ")",
                    "daemon:reply",
                    "req." + slot,
                    "SENT WRITE 0+2 [p.1 p.2]",
                    "FINISHED WRITE 0+2 [p.1 p.2]");
        }
        step(
                "t",
                "fuse_writepage_free:free",
                "req.0.1",
                "FINISHED WRITE 0+2 [p.1 p.2]",
                "free",
                "req.0.2",
                "FINISHED WRITE 0+2 [p.1 p.2]",
                "free");
        String story = String.join("\n", reading("P99", "What must hold.").story());
        assertTrue(story.contains("The daemon answers WRITE 1 and WRITE 2 (steps 7-8)."), story);
    }

    @Test
    void whoTookAWritablePteAwayIsNamedWhereItIsNotTold() {
        List<String> words = new ArrayList<>();
        for (boolean full : List.of(false, true)) {
            steps.clear();
            step("p", "__do_fault:set_pte", "pte.p.0", "none", "rw 1");
            step("f", "page_mkclean:clean", "pte.p.0", "rw 1", "ro 1");
            for (int i = 0; full && i < 6; i++) {
                step("x" + i, "do_fsync:bug", "ghost.bug", "-", "BUG_ON(" + i + ")");
            }
            step("p", "__do_fault:set_pte", "pte.p.0", "ro 1", "rw 1");
            words.add(String.join(" ", reading("P13", "What must hold.").story()));
        }
        assertTrue(words.get(0).contains("f write-protects p's pte of page 0"), words.get(0));
        assertFalse(words.get(0).contains("write-protected it at"), words.get(0));
        assertTrue(words.get(1).contains("again (f write-protected it at step 2)"), words.get(1));
    }

    @Test
    void onlyATraceThatDoesLittleHasAStoryBelowTheBound() {
        step("p", "store:access", "frame0.1.dirty", "0", "1");
        assertEquals(1, reading("P99", "What must hold.").story().size());
        step("f", "page_mkclean:clean", "pte.p.0", "rw 1", "ro 1");
        step("p", "store:access", "frame0.1.dirty", "1", "0", "pte.p.0", "ro 1", "rw 1");
        assertEquals(3, reading("P99", "What must hold.").story().size());
    }

    @Test
    void aWaitThatOnlyChangesItsHolderIsToldOnce() {
        initial.put("i_mutex", "f");
        initial.put("t.pc", "notify_change:i_mutex");
        for (String holder : List.of("f", "p")) {
            String before = holder.equals("f") ? "-" : "f";
            Trace.Change change = new Trace.Change("i_mutex", before, holder);
            List<String> blocked = List.of("t");
            steps.add(
                    new Trace.Step(
                            steps.size() + 1,
                            holder,
                            "notify_change:i_mutex",
                            Map.of(),
                            List.of(change),
                            blocked));
        }
        String story = String.join(" ", reading("P8", "What must hold.", "deadlock").story());
        assertEquals(2, story.split("waits for i_mutex", -1).length, story);
    }

    @Test
    void whoMarkedAPageDirtyIsNamedWhereItIsNotTold() {
        initial.put("page0.cached", "1");
        step("p", "__do_fault:set_page_dirty", "frame0.1.dirty", "0", "1");
        for (int i = 0; i < 6; i++) {
            step("x" + i, "do_fsync:bug", "ghost.bug", "-", "BUG_ON(" + i + ")");
        }
        step(
                "f",
                "clear_page_dirty_for_io:test_and_clear",
                "frame0.1.dirty",
                "1",
                "0",
                "ghost.bug",
                "-",
                "BUG_ON(f)");
        String story = String.join(" ", reading("P99", "What must hold.").story());
        assertTrue(story.contains("f cleans page 0 (p marked it dirty at step 1) and"), story);
    }

    @Test
    void aPageThatIsSkippedForItsCopyInFlightIsSaidToBeSo() {
        inFlight("PENDING");
        initial.put("frame0.1.locked", "p");
        initial.put("p.loc.page", "1");
        step("p", "clear_page_dirty_for_io:test_and_clear", "frame0.1.dirty", "1", "0");
        step(
                "p",
                "fuse_writepage:in_flight",
                "p.pc",
                "fuse_writepage:in_flight",
                "redirty_page_for_writepage:redirty");
        step(
                "p",
                "redirty_page_for_writepage:redirty",
                "frame0.1.dirty",
                "0",
                "1",
                "p.op",
                "1",
                "2");
        Reading reading = reading("P8", "What must hold.", "deadlock");
        String story = String.join(" ", reading.story());
        assertTrue(story.contains("finds WRITE 1 in flight, so it skips the page"), story);
        assertTrue(
                story.contains("redirties the skipped page 0 and ends without unlocking it"),
                story);
        assertEquals("finds WRITE 1 in flight: skips the page", reading.note(7));
    }

    @Test
    void aPageThatLeavesTheCacheBeforeItsCopyIsQueuedIsTheCause() {
        String story = String.join(" ", unlockedEarly(true).story());
        assertTrue(
                story.contains(
                        "ends the writeback of page 0 and unlocks page 0 before WRITE 1 is"
                                + " queued"),
                story);
        assertTrue(
                story.contains(
                        "takes page 0 out of the page cache while its copy stays in WRITE 1"),
                story);
        assertTrue(story.contains("sends it whole (i_size is 1p)"), story);
    }

    @Test
    void anUnlockingThatNobodyUsesIsNotTold() {
        String story = String.join(" ", unlockedEarly(false).story());
        assertFalse(story.contains("ends the writeback"), story);
        assertFalse(story.contains("is queued"), story);
    }

    private Reading unlockedEarly(boolean removed) {
        initial.put("page0.cached", "1");
        initial.put("i_size", "1");
        initial.put("writepages", "[]");
        step("f", "a:lock", "frame0.1.locked", "-", "f");
        step("f", "a:copy", "req.0.1", "free", "INIT WRITE 0+0 [p.1 p.1]");
        step("f", "a:end_writeback", "frame0.1.writeback", "1", "0");
        step("f", "a:unlock_page", "frame0.1.locked", "f", "-");
        if (removed) {
            step("t", "truncate_complete_page:remove", "page0.cached", "1", "-");
        }
        step("t", "a:i_size", "i_size", "1", "2");
        step("f", "a:queue", "writepages", "[]", "[0.1]", "queued_writes", "[]", "[0.1]");
        step("f", "a:send", "req.0.1", "INIT WRITE 0+0 [p.1 p.1]", "PENDING WRITE 0+2 [p.1 p.1]");
        return reading("P99", "What must hold.");
    }

    @Test
    void aPageThatIsStoredToAsAWholeIsNamedOnce() {
        step("t", "fuse_buffered_write:copy", "frame2.1.data", "[0 0]", "[t.1 t.1]");
        String story = String.join(" ", reading("P99", "What must hold.").story());
        assertTrue(story.contains("stores t.1 in page 2"), story);
        assertFalse(story.contains("half page"), story);
    }

    @Test
    void aCounterThatWrapsIsTheCauseAndNotTheWakeUpThatFindsNobody() {
        initial.put("page_waitq", "[]");
        step("t", "fuse_set_nowrite:bias", "writectr", "1", "NOWRITE");
        step("daemon(0.1)", "fuse_writepage_end:lock", "writectr", "NOWRITE", "INT_MAX");
        step("daemon(0.1)", "fuse_writepage_finish:wake", "daemon(0.1).pc", "a", "b");
        step("t", "fuse_set_nowrite:wait", "page_waitq", "[]", "[t]");
        Reading reading = reading("P8", "What must hold.", "deadlock");
        String story = String.join(" ", reading.story());
        assertTrue(story.contains("wraps writectr from NOWRITE (INT_MIN) to INT_MAX"), story);
        assertFalse(story.contains("wakes nobody"), story);
        String text = TraceText.render(reading.trace()).replaceAll("\\s+", " ");
        assertTrue(text.contains("NOWRITE is INT_MIN, the bias of fuse_set_nowrite."), text);
    }

    @Test
    void aWriteThatTakesNoReferenceOnItsHandleIsSaidToBeSo() {
        String story = released("1");
        assertTrue(story.contains("sends WRITE 1 without a reference on p's handle"), story);
        assertTrue(
                story.contains(
                        "takes the last handle, its own, off write_files, drops the last reference"
                                + " on p's handle (WRITE 1, not answered yet, names it) and sends"),
                story);
    }

    @Test
    void aWriteThatTakesAReferenceIsNotSaidToTakeNone() {
        String story = released("2");
        assertFalse(story.contains("without a reference"), story);
        assertFalse(story.contains("drops the last reference"), story);
    }

    private String released(String count) {
        String after = String.valueOf(Integer.parseInt(count) - 1);
        initial.put("fh.p.count", "1");
        step("f", "a:get", "fh.p.count", "1", count);
        step("f", "a:copy", "req.0.1", "free", "INIT WRITE 0+0 [p.1 p.1] fh p");
        step("f", "a:queue", "queued_writes", "[]", "[0.1]");
        step(
                "f",
                "a:send",
                "req.0.1",
                "INIT WRITE 0+0 [p.1 p.1] fh p",
                "PENDING WRITE 0+2 [p.1 p.1] fh p");
        step(
                "p",
                "fuse_release:unlink",
                "write_files",
                "[p]",
                "[]",
                "fh.p.count",
                count,
                after,
                "req.release.p",
                "free",
                "PENDING RELEASE fh p");
        return String.join(" ", reading("P99", "What must hold.").story());
    }

    @Test
    void aChainedWriteThatTakesNoReferenceIsSaidToBeSo() {
        initial.put("fh.p.count", "1");
        inFlight("SENT");
        step(
                "t",
                "fuse_writepage_in_flight:merge",
                "req.0.1",
                "SENT WRITE 0+1 [p.1 0]",
                "SENT WRITE 0+1 [p.1 0] then 0.2",
                "req.0.2",
                "INIT WRITE 0+0 [] +[p.1 p.2] 0 pages",
                "INIT WRITE 0+0 [p.1 p.2] fh p");
        String story = String.join(" ", reading("P99", "What must hold.").story());
        assertTrue(
                story.contains(
                        "chains WRITE 2, which holds no reference on p's handle, behind WRITE 1"),
                story);
    }

    @Test
    void anAnsweredWriteIsNamedBesideTheOneThatIsNotSentYet() {
        inFlight("SENT");
        step("p", "fuse_set_nowrite:bias", "writectr", "1", "NOWRITE+1");
        step(
                "daemon(0.1)",
                "daemon:reply",
                "req.0.1",
                "SENT WRITE 0+1 [p.1 0]",
                "FINISHED WRITE 0+1 [p.1 0]");
        step("daemon(0.1)", "fuse_writepage_finish:dec", "writectr", "NOWRITE+1", "NOWRITE");
        step("daemon(0.1)", "fuse_writepage_end:free", "req.0.1", "FINISHED WRITE 0+1", "free");
        step("p", "fuse_set_nowrite:wait", "p.pc", "a", "b");
        String story = String.join(" ", reading("P99", "What must hold.").story());
        assertTrue(
                story.contains(
                        "finds no WRITE in flight (WRITE 1 is answered, WRITE 2 is not sent yet)"),
                story);
    }

    @Test
    void directIoIsSaidToPinThePageThatItReadsInto() {
        initial.put("frame0.1.locked", "-");
        initial.put("p.stack", "[direct_io_worker]");
        step("p", "__do_fault:set_pte", "pte.p.0", "none", "rw 1");
        step(
                "p",
                "get_user_pages:access",
                "p.pc",
                "get_user_pages:access",
                "bio_set_pages_dirty:lock_page",
                "p.loc.page",
                null,
                "1");
        step("p", "bio_set_pages_dirty:lock_page", "frame0.1.dirty", "0", "1");
        Reading reading = reading("P99", "What must hold.");
        assertEquals("pins page 0", reading.note(2));
        assertTrue(reading.matters().contains(2), reading.matters().toString());
        assertTrue(reading.story().toString().contains("pins page 0"), reading.story().toString());
    }

    @Test
    void aChainedWriteOfContentThatTheCacheHasNoMoreSaysSinceWhen() {
        assertTrue(
                sentAfterTruncation(true)
                        .contains(
                                "sends WRITE 2 whole (i_size is 1p; f zeroed half page 1 at step"
                                        + " 8 and took the page out of the cache at step 9)"),
                sentAfterTruncation(true));
        assertFalse(sentAfterTruncation(false).contains("took the page"));
    }

    private String sentAfterTruncation(boolean truncated) {
        steps.clear();
        inFlight("SENT");
        step(
                "t",
                "fuse_writepage_in_flight:merge",
                "req.0.1",
                "SENT WRITE 0+1 [p.1 0]",
                "SENT WRITE 0+1 [p.1 0] then 0.2",
                "i_size",
                "2",
                "1");
        step("t", "fuse_writepages_fill:end_writeback", "frame0.1.writeback", "1", "0");
        if (truncated) {
            step("f", "truncate_partial_page:lock", "frame0.1.data", "[p.1 p.2]", "[p.1 0]");
            step("f", "invalidate_complete_page2:remove", "page0.cached", "1", "-");
        }
        step("f", "fuse_buffered_write:size", "i_size", "1", "2");
        step(
                "daemon(0.1)",
                "fuse_writepage_end:next",
                "req.0.2",
                "INIT WRITE 0+0 [] +[p.1 p.2] 0 pages",
                "PENDING WRITE 0+2 [p.1 p.2]");
        return String.join(" ", reading("P99", "What must hold.").story());
    }

    @Test
    void aWriteThatStaysCroppedThoughItWasGivenMoreIsTheLoss() {
        assertTrue(
                appliedWithSize("4").contains("applies WRITE 1, whose size is still half a page"));
        assertFalse(appliedWithSize("1").contains("whose size is still"));
    }

    private String appliedWithSize(String size) {
        steps.clear();
        inFlight("PENDING");
        step(
                "t",
                "fuse_writepage_in_flight:merge",
                "req.0.1",
                "PENDING WRITE 0+1 [p.1 0]",
                "PENDING WRITE 0+1 [p.1 p.2]",
                "i_size",
                "2",
                size);
        step("daemon(0.1)", "daemon:apply", "daemon.data", "[0 0]", "[p.1 0]");
        return String.join(" ", reading("P99", "What must hold.").story());
    }
}
