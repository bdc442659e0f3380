package nowrite.spec.trace.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import nowrite.spec.trace.Trace;
import nowrite.spec.trace.text.TraceText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a trace tells of errors, of who looks for them, and of who is told. */
class ErrorsTest extends ToyTrace {
    private static final String CHECK = "file_write_and_wait_range:check_wb_err";

    private void fails() {
        initial.put("AS_EIO", "0");
        initial.put("wb_err", "[]");
        String sent = "SENT WRITE 0+2 [p.1 init]";
        step("f", "fuse_writepages_fill:copy", "req.0.1", "free", "INIT WRITE 0+0 [p.1 init]");
        step("daemon(0.1)", "daemon:read", "req.0.1", "INIT WRITE 0+0 [p.1 init]", sent);
        step("daemon(0.1)", "daemon:fail_write");
        String answered = "FINISHED WRITE 0+2 [p.1 init] err 5";
        step("daemon(0.1)", "daemon:reply", "req.0.1", sent, answered);
        step(
                "daemon(0.1)",
                "fuse_writepage_end:set_error",
                "AS_EIO",
                "0",
                "1",
                "wb_err",
                "[]",
                "[f t]");
    }

    private void last(String task, String label, List<String> blocked) {
        initial.put(task + ".op", "1");
        steps.add(
                new Trace.Step(
                        steps.size() + 1,
                        task,
                        label,
                        Map.of(),
                        List.of(new Trace.Change(task + ".pc", null, "fuse_release:lock")),
                        blocked));
    }

    @ParameterizedTest
    @CsvSource({
        "err 4, EINTR",
        "err 5, EIO",
        "err 103, ECONNABORTED",
        "err 107, ENOTCONN",
        "err 22, error 22",
        "FINISHED SETATTR size 1 err 5, FINISHED SETATTR size 1 EIO",
        "[p.1 init], [p.1 init]",
    })
    void anErrorHasItsName(String text, String named) {
        assertEquals(named, Reading.errors(text));
    }

    @Test
    void theStoryAndTheTableNameTheError() {
        fails();
        last("t", "sys_close:flushed", List.of());
        String text = TraceText.render(reading("P6", "A rule.").trace());
        assertTrue(text.contains("answers WRITE 1 with an error (EIO)"), text);
        assertFalse(text.contains("err 5"), text);
        assertTrue(text.contains("wb_err: the tasks whose fsync is to"), text);
        assertTrue(text.contains("AS_EIO: the same for close"), text);
    }

    @Test
    void aCloseThatDoesNotLookSaysSoAndReturnsSuccess() {
        fails();
        last("t", "sys_close:flushed", List.of());
        Reading reading = reading("P6", "A rule.");
        assertEquals("looks for no error", reading.note(6));
        List<String> story = reading.story();
        assertEquals(
                "t returns success from close without looking for the error (step 6).",
                story.get(story.size() - 1));
    }

    @Test
    void aCloseThatIsToldSaysSo() {
        fails();
        step("t", "sys_close:flushed", "AS_EIO", "1", "0");
        assertTrue(
                reading("P99", "A rule.").effects(6).contains("finds an error to tell: EIO"),
                reading("P99", "A rule.").effects(6).toString());
    }

    @Test
    void anFsyncThatIsToldSaysSo() {
        fails();
        step("t", CHECK, "wb_err", "[f t]", "[f]");
        assertTrue(
                reading("P99", "A rule.").effects(6).contains("finds an error to tell: EIO"),
                reading("P99", "A rule.").effects(6).toString());
    }

    @Test
    void anFsyncThatLooksBeforeTheAnswerSaysWhichWriteIsOpen() {
        initial.put("wb_err", "[]");
        step("f", "fuse_writepages_fill:copy", "req.0.1", "free", "INIT WRITE 0+0 [p.1 init]");
        step("f", CHECK);
        step("f", "do_fsync:unlock", "f.op", "1", "2");
        Reading reading = reading("P6", "A rule.");
        assertEquals("finds no error to tell", reading.note(2));
        String story = String.join(" ", reading.story());
        assertTrue(story.contains("finds no error to tell (WRITE 1 is not answered yet)"), story);
        assertTrue(story.contains("returns success from fsync, as no error is recorded"), story);
    }

    @Test
    void theWaitOfTheNextStepDoesNotStandAtTheOneThatViolates() {
        fails();
        step("daemon(0.1)", "fuse_writepage_end:lock", "fc->lock", "-", "daemon(0.1)");
        last("t", "sys_close:flushed", List.of("t"));
        Reading violated = reading("P6", "A rule.");
        assertEquals(List.of(), violated.blocked());
        String text = TraceText.render(violated.trace());
        assertFalse(text.contains("waits for fc->lock"), text);
        assertTrue(text.contains("looks for no error"), text);

        Reading deadlock = reading("P8", "A rule.", "deadlock");
        assertEquals("waits for fc->lock, held by daemon(0.1)", deadlock.blocked().get(0).what());
        steps.add(new Trace.Step(8, "p", "store:access", Map.of(), List.of(), List.of("t")));
        assertEquals(1, reading("P6", "A rule.").blocked().size(), "of another task it is said");
    }

    @Test
    void aDeadlockSaysWhatMustHold() {
        step("f", "write_cache_pages:lock_page");
        String rule = "It must hold: Some task can move, or all are done, or what is left waits";
        assertTrue(
                TraceText.render(reading("P8", "Nothing moves.", "deadlock").trace())
                        .replaceAll("\\s+", " ")
                        .contains(rule));
        assertEquals(
                "From every state an end can be reached.",
                reading("P8", "They go round.", "livelock").rule());
    }
}
