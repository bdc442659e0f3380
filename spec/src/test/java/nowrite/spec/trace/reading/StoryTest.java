package nowrite.spec.trace.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nowrite.spec.trace.Trace;
import org.junit.jupiter.api.Test;

/** What a story says of the steps in which a careless reading would say something false. */
class StoryTest extends ToyTrace {
    private static final String P10 =
            "writectr is a count; the bias is never there while nobody holds i_mutex; when all is"
                    + " done, nothing is left on queued_writes.";

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
}
