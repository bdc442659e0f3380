package nowrite.stress.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Function;
import nowrite.model.seam.Lock;
import nowrite.model.seam.Seam;
import nowrite.stress.explore.state.ModelFault;
import org.junit.jupiter.api.Test;

/** What the explorer refuses to search, because the answer would be wrong. */
class SelfCheckTest {
    @Test
    void aLiveLocalThatIsNotDeclaredIsFound() {
        assertFault(
                s -> forgetful(s, false),
                "a live local is missing at write",
                "of copy",
                "went different ways");
    }

    @Test
    void theSameModelWithTheLocalDeclaredIsSearched() throws InterruptedException {
        assertTrue(Toys.explore(s -> forgetful(s, true)).answer().exhausted());
    }

    /**
     * p copies x to y through a local. q sets x and clears it again, so when p writes, the kernel
     * looks the same whatever p has read.
     */
    private static ToyModel forgetful(Seam s, boolean declared) {
        Toys.Kernel k = new Toys.Kernel();
        return new ToyModel(k)
                .task(
                        "p",
                        () -> {
                            s.enter("copy");
                            s.step("read");
                            int n = k.x;
                            if (declared) {
                                s.local("n", n);
                            }
                            s.step("write");
                            k.y = n;
                            s.leave();
                        })
                .task(
                        "q",
                        () -> {
                            s.step("set");
                            k.x = 1;
                            s.step("clear");
                            k.x = 0;
                        });
    }

    @Test
    void aLocalThatDecidesTheWayIsFound() {
        assertFault(
                s -> {
                    Toys.Kernel k = new Toys.Kernel();
                    return new ToyModel(k)
                            .task(
                                    "p",
                                    () -> {
                                        s.step("read");
                                        boolean set = k.x == 1;
                                        s.step("decide");
                                        if (set) {
                                            s.step("one way");
                                        } else {
                                            s.step("other way");
                                        }
                                    })
                            .task(
                                    "q",
                                    () -> {
                                        s.step("set");
                                        k.x = 1;
                                        s.step("clear");
                                        k.x = 0;
                                    });
                },
                "a live local is missing at decide");
    }

    @Test
    void aLocalThatSaysWhichLockIsWaitedForIsFound() {
        assertFault(
                s -> {
                    Toys.Kernel k = new Toys.Kernel();
                    return new ToyModel(k)
                            .task(
                                    "p",
                                    () -> {
                                        s.step("read");
                                        Lock lock = k.x == 0 ? k.a : k.b;
                                        s.lock(lock, "lock it");
                                        s.unlock(lock);
                                    })
                            .task(
                                    "q",
                                    () -> {
                                        s.step("set");
                                        k.x = 1;
                                    });
                },
                "a live local is missing at lock it",
                "different locks");
    }

    @Test
    void codeBeforeTheFirstStepMustNotTouchTheKernel() {
        assertFault(
                s -> {
                    Toys.Kernel k = new Toys.Kernel();
                    return new ToyModel(k)
                            .task(
                                    "p",
                                    () -> {
                                        k.x++;
                                        s.step("late");
                                    });
                },
                "operation 1 of p",
                "changes kernel.x",
                "before its first step");
    }

    @Test
    void anOperationMustHaveAStep() {
        assertFault(
                s -> new ToyModel(new Toys.Kernel()).task("p", () -> {}),
                "operation 1 of p has no step");
    }

    @Test
    void codeThatIsNotDeterministicIsFound() {
        int[] calls = {0};
        assertFault(
                s -> {
                    Toys.Kernel k = new Toys.Kernel();
                    return new ToyModel(k)
                            .task(
                                    "p",
                                    () -> {
                                        s.step("first");
                                        s.step("call " + calls[0]++);
                                        s.step("last");
                                    })
                            .task(
                                    "q",
                                    () -> {
                                        s.step("other");
                                        k.x = 1;
                                    });
                },
                "not deterministic");
    }

    @Test
    void aLockOfAStepMustBeReleasedInTheStep() {
        assertFault(
                s -> {
                    Toys.Kernel k = new Toys.Kernel();
                    Runnable code =
                            () -> {
                                s.enter("holder");
                                s.step("take");
                                s.lockInside(k.a);
                                s.step("keep");
                                s.unlock(k.a);
                                s.leave();
                            };
                    return new ToyModel(k).task("p", code).task("q", code);
                },
                "a is taken in holder",
                "released in the same step");
    }

    @Test
    void aLockMustBeReleasedByItsHolder() {
        assertFault(
                s -> {
                    Toys.Kernel k = new Toys.Kernel();
                    return new ToyModel(k)
                            .task(
                                    "p",
                                    () -> {
                                        s.step("go");
                                        s.unlock(k.a);
                                    });
                },
                "p at go",
                "a is released",
                "does not hold it");
    }

    @Test
    void aLockOutsideOfTheKernelIsRefused() {
        assertFault(
                s -> {
                    Lock hidden = new Lock("hidden");
                    return new ToyModel(new Toys.Kernel()).task("p", () -> s.lock(hidden, "lock"));
                },
                "hidden is not part of the kernel's state");
    }

    @Test
    void anExceptionInTheModelSaysWhereItHappened() {
        assertFault(
                s -> {
                    Toys.Kernel k = new Toys.Kernel();
                    return new ToyModel(k)
                            .task(
                                    "p",
                                    () -> {
                                        s.step("divide");
                                        k.x = 1 / k.y;
                                    });
                },
                "p after divide",
                "ArithmeticException");
    }

    @Test
    void aFinallyOfTheModelDoesNothingWhenTheOperationIsLeft() throws InterruptedException {
        Exploration e =
                Toys.explore(
                        s -> {
                            Toys.Kernel k = new Toys.Kernel();
                            Runnable code =
                                    () -> {
                                        s.enter("careful");
                                        s.lock(k.a, "lock");
                                        try {
                                            s.step("inside");
                                            k.x++;
                                        } finally {
                                            s.unlock(k.a);
                                            s.leave();
                                        }
                                    };
                            return new ToyModel(k).task("p", code).task("q", code);
                        });
        assertTrue(e.answer().exhausted());
        assertEquals(-1, e.answer().deadlock());
        assertEquals(8, e.graph().states());
    }

    private static void assertFault(Function<Seam, ToyModel> toy, String... words) {
        ModelFault fault = assertThrows(ModelFault.class, () -> Toys.explore(toy));
        for (String word : words) {
            assertTrue(
                    fault.getMessage().contains(word),
                    "'" + word + "' is not in: " + fault.getMessage());
        }
    }
}
