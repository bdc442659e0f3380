package nowrite.spec.trace.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nowrite.spec.trace.Trace;
import nowrite.spec.trace.text.TraceText;
import org.junit.jupiter.api.Test;

/** A small trace by hand: f copies and sends a page, t sets nowrite and waits, x does its own. */
class ReadingTest {

    private static Trace trace(String property, String end, Integer loopStart) {
        Map<String, String> initial = new LinkedHashMap<>();
        initial.put("i_size", "2");
        initial.put("i_mutex", "-");
        initial.put("fc->lock", "-");
        initial.put("writectr", "0");
        initial.put("queued_writes", "[]");
        initial.put("page_waitq", "[]");
        initial.put("frame0.1.locked", "-");
        initial.put("frame0.1.dirty", "1");
        initial.put("frame0.1.data", "[p.1 init]");
        initial.put("frame1.1.locked", "-");
        initial.put("frame1.1.dirty", "0");
        initial.put("req.0.1", "free");
        initial.put("daemon.data", "[init init]");
        for (String task : List.of("f", "t", "x")) {
            initial.put(task + ".op", "1");
            initial.put(task + ".pc", "start");
        }
        List<Trace.Step> steps =
                List.of(
                        step(1, "f", "write_cache_pages:lock_page", "frame0.1.locked", "-", "f"),
                        step(2, "x", "__do_fault:set_page_dirty", "frame1.1.dirty", "0", "1"),
                        step(
                                3,
                                "f",
                                "clear_page_dirty_for_io:test_and_clear",
                                "frame0.1.dirty",
                                "1",
                                "0"),
                        step(
                                4,
                                "f",
                                "fuse_writepage_locked:copy",
                                "req.0.1",
                                "free",
                                "INIT WRITE 0+0 [p.1 init]"),
                        step(5, "f", "a:queue", "queued_writes", "[]", "[0.1]"),
                        step(
                                6,
                                "f",
                                "fuse_flush_writepages:send",
                                "req.0.1",
                                "INIT WRITE 0+0 [p.1 init]",
                                "PENDING WRITE 0+1 [p.1 init]",
                                "writectr",
                                "0",
                                "1"),
                        step(7, "t", "fuse_set_nowrite:bias", "writectr", "1", "NOWRITE+1"),
                        blocked(8, "t", "fuse_set_nowrite:wait", "page_waitq", "[]", "[t]"),
                        blocked(
                                9,
                                "daemon(0.1)",
                                "daemon:read",
                                "req.0.1",
                                "PENDING WRITE 0+1 [p.1 init]",
                                "SENT WRITE 0+1 [p.1 init]"),
                        blocked(
                                10,
                                "daemon(0.1)",
                                "daemon:apply",
                                "daemon.data",
                                "[init init]",
                                "[p.1 init]"));
        return new Trace(
                Trace.SCHEMA,
                "toy",
                "2.6.26",
                "explorer",
                property,
                "What must hold.",
                "1 page",
                "./nowrite explore toy",
                List.of("f", "t", "x"),
                initial,
                steps,
                end,
                loopStart,
                List.of());
    }

    private static Trace.Step step(int n, String task, String label, String... changes) {
        return step(n, task, label, List.of(), changes);
    }

    private static Trace.Step blocked(int n, String task, String label, String... changes) {
        return step(n, task, label, List.of("t"), changes);
    }

    private static Trace.Step step(
            int n, String task, String label, List<String> blocked, String... changes) {
        List<Trace.Change> all = new ArrayList<>();
        for (int i = 0; i < changes.length; i += 3) {
            all.add(new Trace.Change(changes[i], changes[i + 1], changes[i + 2]));
        }
        if (label.equals("fuse_set_nowrite:bias")) {
            all.add(new Trace.Change("t.pc", "start", "fuse_set_nowrite:wait"));
        }
        return new Trace.Step(n, task, label, Map.of(), all, blocked);
    }

    private static final Reading READING = Reading.of(trace("P99", "violated", null));

    @Test
    void locksLastFromTheStepThatTakesThem() {
        assertEquals(List.of(new Span("f", "page 0 lock", 1, 10, true)), READING.locks());
    }

    @Test
    void aBlockedTaskSaysWhatItWaitsFor() {
        assertEquals(
                List.of(new Span("t", "waits for WRITE 1 in flight", 8, 10, true)),
                READING.blocked());
    }

    @Test
    void nowriteLastsFromTheBias() {
        assertEquals(List.of(new Span("t", "nowrite", 7, 10, true)), READING.nowrite());
        assertTrue(READING.nowrite().get(0).covers(10));
        assertFalse(READING.nowrite().get(0).covers(6));
    }

    @Test
    void aRequestIsFollowedFromTheCopyToTheDaemon() {
        RequestLife write = READING.requests().get(0);
        assertEquals("WRITE 1", write.name());
        assertEquals("f", write.owner());
        assertEquals(
                List.of(4, 5, 6, 9, 10, 0, 0),
                List.of(
                        write.prepared(),
                        write.queued(),
                        write.sent(),
                        write.read(),
                        write.applied(),
                        write.replied(),
                        write.ended()));
        assertTrue(write.isWithDaemon(6));
        assertFalse(write.isWithDaemon(5));
    }

    @Test
    void whatAnotherTaskDoesToAnotherPageDoesNotMatter() {
        assertTrue(READING.matters().containsAll(Set.of(3, 4, 6, 10)));
        assertFalse(READING.matters().contains(2));
    }

    @Test
    void theStoryTellsHowItComesToWhatIsWrong() {
        List<String> story = READING.story();
        assertTrue(story.size() >= 2 && story.size() <= 10, story.toString());
        assertFalse(story.contains(READING.wrong()), "the head says that already");
        assertTrue(
                story.get(0).contains("copies page 0 to a temporary page (WRITE 1, [p.1 init])"),
                story.get(0));
        assertTrue(story.get(0).contains("sends it cropped to half a page"), story.get(0));
    }

    @Test
    void aSilentDaemonIsNamedAsWhatEverybodyWaitsFor() {
        Reading reading = Reading.of(trace("P8", "deadlock", null));
        assertTrue(reading.wrong().contains("silent daemon"), reading.wrong());
        assertTrue(
                reading.waits().contains("The daemon never answers: it has WRITE 1."),
                reading.waits().toString());
    }

    @Test
    void aDaemonThatAllocatesIsNotCalledSilent() {
        Trace trace =
                trace("P8", "deadlock", null)
                        .described(Map.of(), "any-order, allocates t", List.of(), Map.of());
        String wrong = Reading.of(trace).wrong();
        assertTrue(wrong.contains("does not answer WRITE 1 before t is done"), wrong);
    }

    @Test
    void theRepeatedPartOfALassoIsMarked() {
        String text = TraceText.render(trace("P8", "livelock", 7));
        int mark = text.indexOf("--- from here on the steps repeat for ever ---");
        assertTrue(mark > text.indexOf("fuse_flush_writepages"), text);
        assertTrue(mark < text.indexOf("fuse_set_nowrite "), text);
        assertTrue(text.contains("goes on at step 7 for ever"), text);
    }
}
