package nowrite.stress.fsx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.List;
import nowrite.spec.KernelId;
import nowrite.spec.file.Call;
import nowrite.stress.kernel.bench.Machine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A right file passes, each wrong one is caught and its list reduced; so are the model's. */
class FsxTest {

    private static final int HALVES = 8;

    /** What is wrong with a file in memory. */
    enum Wrong {
        NOTHING,
        TRUNCATE_KEEPS_CONTENT,
        HOLE_IS_ONE_LATE,
        STORE_IS_LOST_AT_DROP,
        READ_GOES_BEYOND_THE_END
    }

    private static final class MemoryFile implements TestedFile {
        private final long[] content = new long[HALVES];
        private final Wrong wrong;
        private int size = HALVES;
        private int stored = -1;

        MemoryFile(Wrong wrong) {
            this.wrong = wrong;
        }

        @Override
        public boolean can(Deed.Kind kind) {
            return true;
        }

        @Override
        public String run(Deed deed, int value) {
            int half = deed.half();
            switch (deed.kind()) {
                case STORE, WRITE -> {
                    content[half] = value;
                    size = Math.max(size, half + 1);
                    stored = deed.kind() == Deed.Kind.STORE ? half : -1;
                }
                case TRUNCATE -> {
                    if (wrong != Wrong.TRUNCATE_KEEPS_CONTENT) {
                        Arrays.fill(content, half, HALVES, 0);
                    }
                    size = half;
                }
                case PUNCH -> {
                    int hole = wrong == Wrong.HOLE_IS_ONE_LATE ? (half + 1) % HALVES : half;
                    content[hole] = 0;
                }
                case DROP -> {
                    if (wrong == Wrong.STORE_IS_LOST_AT_DROP && stored >= 0) {
                        content[stored] = 0;
                    }
                }
                case LOAD, READ, DURABLE -> {
                    boolean beyond = half >= size && wrong != Wrong.READ_GOES_BEYOND_THE_END;
                    return beyond ? Call.EOF : TestedFile.content(content[half]);
                }
                default -> {
                    // fsync and writeback: there is nothing to do.
                }
            }
            return Call.OK;
        }

        @Override
        public void close() {}
    }

    private static Trial.Failure trial(Wrong wrong, List<Deed> deeds) throws InterruptedException {
        return Trial.of(deeds, new MemoryFile(wrong), HALVES);
    }

    @ParameterizedTest
    @EnumSource(Wrong.class)
    void wrongFileIsCaughtAndItsListReduced(Wrong wrong) throws InterruptedException {
        List<Deed> deeds = Deed.random(7, 2_000, HALVES);
        Trial.Failure failure = trial(wrong, deeds);
        if (wrong == Wrong.NOTHING) {
            assertNull(failure, () -> failure.toString());
            return;
        }
        assertNotNull(failure);
        List<Deed> reduced =
                Reducer.reduce(
                        deeds.subList(0, failure.index() + 1),
                        list -> trial(wrong, list) != null,
                        500);
        assertNotNull(trial(wrong, reduced));
        assertTrue(reduced.size() <= 5, reduced::toString);
        for (int i = 0; i < reduced.size(); i++) {
            List<Deed> shorter = new java.util.ArrayList<>(reduced);
            shorter.remove(i);
            assertNull(trial(wrong, shorter), "one operation could still go: " + reduced);
        }
    }

    @Test
    void listIsReadAsItIsWritten() {
        for (Deed deed : Deed.random(3, 200, HALVES)) {
            assertEquals(deed, Deed.parse(deed.toString()));
        }
        assertEquals(Deed.random(5, 50, HALVES), Deed.random(5, 50, HALVES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"store", "store x", "fsync 3h", "jump 1h", "load -1h"})
    void whatIsNoOperationIsRefused(String text) {
        assertTrue(
                assertThrows(IllegalArgumentException.class, () -> Deed.parse(text))
                        .getMessage()
                        .contains("as in 'store 3h'"));
    }

    @Test
    void modelIsAPosixFile() throws InterruptedException {
        Fsx.Result result = new Fsx(3, 20, 4, 1, null).onModel(KernelId.parse("3.13"), done -> {});
        assertNull(result.failure(), result.failure());
        assertTrue(result.operations() > 100);
    }

    @Test
    void modelWithoutNowriteIsCaught() throws InterruptedException {
        // fsync returns before the flusher's copy is even sent.
        Fsx.Result result =
                new Fsx(60, 20, 4, 1, null)
                        .onModel(KernelId.parse("2.6.26 without nowrite"), done -> {});
        assertNotNull(result.failure(), "60 s of random operations did not show it");
    }

    private static void needsTheKernel() {
        String missing = Machine.missing();
        if (missing != null) {
            System.out.println("skipped: a mount on the running kernel needs " + missing);
        }
        assumeTrue(missing == null, missing);
    }

    @Test
    void runningKernelIsAPosixFile() throws InterruptedException {
        needsTheKernel();
        for (boolean cached : new boolean[] {true, false}) {
            Fsx.Result result = new Fsx(2, 300, 16, 1, null).onKernel("0-1", cached, done -> {});
            assertNull(result.trouble());
            assertNull(result.failure(), result.failure());
            assertTrue(result.operations() >= 300);
        }
    }

    @Test
    void daemonThatLosesWritesIsCaught() throws InterruptedException {
        needsTheKernel();
        Fsx.Result result =
                new Fsx(20, 300, 16, 1, null).onKernel("none,lose=1/1", true, done -> {});
        assertNull(result.trouble());
        assertNotNull(result.failure());
        long operations = result.failure().lines().filter(line -> !line.startsWith("#")).count();
        assertTrue(operations <= 4, result.failure());
    }
}
