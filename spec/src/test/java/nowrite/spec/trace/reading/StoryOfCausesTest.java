package nowrite.spec.trace.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import nowrite.spec.trace.text.TraceText;
import org.junit.jupiter.api.Test;

/** What a story says of the step that decides: a check, a reference, a pin, a counter. */
class StoryOfCausesTest extends ToyTrace {
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
