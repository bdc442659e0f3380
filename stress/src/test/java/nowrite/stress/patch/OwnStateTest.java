package nowrite.stress.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import nowrite.spec.trace.Trace;
import nowrite.spec.trace.text.TraceText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trace names a patch's own locks, wait queues and fields as the patch names them. */
class OwnStateTest {
    @TempDir private Path folder;

    private String told(String members, String scenario) throws InterruptedException {
        Validated answer = Patches.validate(Patches.folder(folder, members), true, 60, scenario);
        assertEquals(Validated.Verdict.BREAKS, answer.verdict(), answer.sentence());
        Trace trace = answer.shortest().orElseThrow();
        return TraceText.render(trace).replaceAll("\\s+", " ");
    }

    private static void assertSays(String text, String part) {
        assertTrue(text.contains(part), text);
    }

    @Test
    void aSleeperOnAnOwnQueueIsNamedWithTheQueue() throws InterruptedException {
        String text =
                told(
                        """
                        private final WaitQueue turn =
                                new WaitQueue("mkwrite_waitq", k.scenario.contexts());
                        private int faulting;
                        @Override public int fusePageMkwrite(Page page) {
                            enter("fuse_page_mkwrite");
                            waitEvent(turn, "fuse_page_mkwrite:turn", () -> faulting == 0);
                            faulting = 1;
                            leave();
                            int ret = super.fusePageMkwrite(page);
                            enter("fuse_page_mkwrite");
                            step("fuse_page_mkwrite:done");
                            wakeUp(turn);
                            leave();
                            return ret;
                        }
                        """,
                        "fsync/one-address-space");
        assertSays(text, "q waits for a wake-up on mkwrite_waitq (fuse_page_mkwrite:turn)");
        assertSays(text, "goes to sleep on mkwrite_waitq");
        assertSays(text, "sets TriedCode.faulting to 1");
        assertFalse(text.contains("waits for what"), text);
    }

    /** The label does not say which lock it is; the daemon's context is a part of the circle. */
    @Test
    void whoWaitsForAnOwnLockIsToldWithItsHolder() throws InterruptedException {
        String text =
                told(
                        """
                        private final Lock mine = new Lock("wb_mutex");
                        @Override public int fusePageMkwrite(Page page) {
                            enter("fuse_page_mkwrite");
                            lock(mine, "fuse_page_mkwrite:begin");
                            leave();
                            int ret = super.fusePageMkwrite(page);
                            unlock(mine);
                            return ret;
                        }
                        @Override public void fuseWritepageEnd(FuseReq req) {
                            enter("fuse_writepage_end");
                            lock(mine, "fuse_writepage_end:begin");
                            leave();
                            super.fuseWritepageEnd(req);
                            unlock(mine);
                        }
                        """,
                        "store/own-writeback");
        assertSays(
                text,
                "Deadlock: p waits for the copy of page 0 in flight (WRITE 1, answered and not"
                        + " ended); daemon(0.1) waits for wb_mutex, held by p.");
        assertSays(text, "p takes wb_mutex");
        assertSays(text, "+wb_mutex");
    }

    @Test
    void locksInArraysAndInObjectsOfAPatchAreNamedToo() throws InterruptedException {
        String text =
                told(
                        """
                        public static final class Box {
                            final Lock in = new Lock("in_mutex");
                            int count;
                        }
                        private final Box box = new Box();
                        private final Lock[] two = {new Lock("a_mutex"), new Lock("a_mutex")};
                        @Override public int fusePageMkwrite(Page page) {
                            enter("fuse_page_mkwrite");
                            lock(two[1], "fuse_page_mkwrite:a");
                            lock(box.in, "fuse_page_mkwrite:in");
                            box.count = 1;
                            leave();
                            return super.fusePageMkwrite(page);
                        }
                        """,
                        "fsync/one-address-space");
        assertSays(text, "q waits for a_mutex 2, held by p");
        assertSays(text, "+in_mutex");
        assertSays(text, "TriedCode.box.count = 1");
    }
}
