package nowrite.spec.file;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a POSIX file allows and what it does not. */
class LinearizationTest {
    private static final PosixFile FILE = PosixFile.of(4, 4, "init");

    private static Call call(
            String task, Call.Kind kind, int half, String value, String result, int b, int e) {
        return new Call(task, kind, half, value, result, b, e);
    }

    private static boolean fits(boolean twoPoints, Call... history) {
        return Linearization.of(FILE, List.of(history), twoPoints).isPresent();
    }

    @Test
    void aLoadReturnsTheLastStore() {
        Call store = call("p", Call.Kind.STORE, 0, "a", Call.OK, 1, 2);
        assertTrue(fits(true, store, call("q", Call.Kind.LOAD, 0, "", "a", 3, 4)));
        assertFalse(fits(true, store, call("q", Call.Kind.LOAD, 0, "", "init", 3, 4)));
    }

    @Test
    void operationsThatOverlapHaveEitherOrder() {
        Call store = call("p", Call.Kind.STORE, 0, "a", Call.OK, 1, 4);
        assertTrue(fits(true, store, call("q", Call.Kind.LOAD, 0, "", "init", 2, 3)));
        assertFalse(
                fits(
                        true,
                        store,
                        call("q", Call.Kind.LOAD, 0, "", "a", 2, 3),
                        call("q", Call.Kind.LOAD, 0, "", "init", 5, 6)));
    }

    @Test
    void onlyATruncationWithTwoPointsLetsContentOutliveTheSize() {
        Call[] history = {
            call("t", Call.Kind.TRUNCATE, 0, "", Call.OK, 1, 6),
            call("q", Call.Kind.READ, 0, "", Call.EOF, 2, 3),
            call("q", Call.Kind.LOAD, 0, "", "init", 4, 5)
        };
        assertTrue(fits(true, history));
        assertFalse(fits(false, history));
    }

    @Test
    void nothingOfAFinishedTruncationIsLeft() {
        Call truncate = call("t", Call.Kind.TRUNCATE, 0, "", Call.OK, 1, 2);
        assertTrue(fits(true, truncate, call("q", Call.Kind.LOAD, 0, "", Call.SIGBUS, 3, 4)));
        assertFalse(fits(true, truncate, call("q", Call.Kind.LOAD, 0, "", "init", 3, 4)));
        assertFalse(fits(true, truncate, call("q", Call.Kind.READ, 0, "", "init", 3, 4)));
        assertFalse(fits(true, truncate, call("p", Call.Kind.STORE, 0, "a", Call.OK, 3, 4)));
    }

    @Test
    void fsyncPromisesTheContentOfItsMomentOrNewer() {
        Call a = call("p", Call.Kind.STORE, 0, "a", Call.OK, 1, 2);
        Call sync = call("p", Call.Kind.FSYNC, 0, "", Call.OK, 3, 4);
        Call b = call("p", Call.Kind.STORE, 0, "b", Call.OK, 5, 6);
        assertTrue(fits(true, a, sync, b, call("p", Call.Kind.DURABLE, 0, "", "a", 7, 8)));
        assertTrue(fits(true, a, sync, b, call("p", Call.Kind.DURABLE, 0, "", "b", 7, 8)));
        assertFalse(fits(true, a, sync, b, call("p", Call.Kind.DURABLE, 0, "", "init", 7, 8)));
        assertTrue(fits(true, a, call("p", Call.Kind.DURABLE, 0, "", "init", 7, 8)));
    }

    @Test
    void aWritePastTheEndMakesTheFileLonger() {
        PosixFile file = PosixFile.of(4, 2, "init");
        Call write = call("p", Call.Kind.WRITE, 2, "a", Call.OK, 1, 2);
        Call early = call("q", Call.Kind.READ, 2, "", Call.EOF, 3, 4);
        assertFalse(Linearization.of(file, List.of(write, early), true).isPresent());
        Call late = call("q", Call.Kind.READ, 2, "", "a", 3, 4);
        assertTrue(Linearization.of(file, List.of(write, late), true).isPresent());
    }
}
