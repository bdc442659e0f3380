package nowrite.stress.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nowrite.model.seam.Seam;
import nowrite.stress.explore.search.Answer;
import nowrite.stress.explore.search.Bounds;
import nowrite.stress.explore.search.Question;
import nowrite.stress.explore.search.StateGraph;
import org.junit.jupiter.api.Test;

class SearchTest {
    @Test
    void crossedLocksDeadlockWithTheCircleNamed() throws InterruptedException {
        Exploration e = Toys.explore(Toys::crossedLocks);
        assertTrue(e.answer().exhausted());
        assertEquals(List.of("p lock a", "q lock b"), Toys.schedule(e, e.answer().deadlock()));
        assertEquals(
                List.of("p waits for b, which is up to q", "q waits for a, which is up to p"),
                e.waits(e.answer().deadlock()));
    }

    @Test
    void aLostWakeUpIsADeadlock() throws InterruptedException {
        Exploration e = Toys.explore(s -> Toys.waiter(s, false));
        assertEquals(
                List.of("w wait_event:test", "s set", "s wake", "w wait_event:enqueue"),
                Toys.schedule(e, e.answer().deadlock()));
        assertEquals(
                List.of("w waits for wait_event:sleep, and nobody is left to end that"),
                e.waits(e.answer().deadlock()));
    }

    @Test
    void enqueueingBeforeTheTestLosesNoWakeUp() throws InterruptedException {
        Answer answer = Toys.explore(s -> Toys.waiter(s, true)).answer();
        assertTrue(answer.exhausted());
        assertEquals(-1, answer.deadlock());
        assertEquals(-1, answer.livelock());
    }

    @Test
    void goingRoundForEverIsALivelock() throws InterruptedException {
        Exploration e = Toys.explore(Toys::politeTasks);
        assertEquals(-1, e.answer().deadlock());
        int state = e.answer().livelock();
        assertEquals(List.of("q q:choose"), Toys.schedule(e, state));
        int[] loop = e.graph().loopFrom(state);
        assertEquals(1, loop.length);
        assertEquals("p:look", e.graph().label(state, loop[0]));
        assertEquals(state, e.graph().successor(loop[0]));
    }

    @Test
    void theGraphIsTheSameWithAndWithoutMemoryAndWithEveryStepVerified()
            throws InterruptedException {
        StateGraph remembered = Toys.explore(Toys::requests).graph();
        StateGraph verified = Toys.explore(Toys::requests, Question.NONE, Toys.VERIFY).graph();
        StateGraph repeated = Toys.explore(Toys::requests, Question.NONE, Toys.NO_MEMORY).graph();
        assertTrue(remembered.states() > 1000, "too small to tell: " + remembered.states());
        assertEquals(Toys.edges(remembered), Toys.edges(verified));
        assertEquals(Toys.edges(remembered), Toys.edges(repeated));
    }

    @Test
    void aChoiceHasAStepForEachLabel() throws InterruptedException {
        Exploration e =
                Toys.explore(
                        s -> {
                            Toys.Kernel k = new Toys.Kernel();
                            return new ToyModel(k)
                                    .task("t", () -> k.x = 1 + s.choose("one", "two", "three"));
                        });
        assertEquals(4, e.graph().states());
        assertEquals("0 1 one 1\n0 1 two 2\n0 1 three 3\n", Toys.edges(e.graph()));
    }

    @Test
    void theNearestViolationIsReportedAndTheSearchGoesOn() throws InterruptedException {
        Exploration e =
                Toys.explore(
                        s -> {
                            Toys.Kernel k = new Toys.Kernel();
                            Runnable count =
                                    () -> {
                                        s.step("read");
                                        int n = k.x;
                                        s.enter("count");
                                        s.local("n", n);
                                        s.step("write");
                                        k.x = n + 1;
                                        s.leave();
                                        k.y++;
                                    };
                            return new ToyModel(k)
                                    .task("p", count)
                                    .task("q", count)
                                    .violatedWhen(
                                            () ->
                                                    (k.x == 2 ? 1 : 0)
                                                            | (k.y == 2 && k.x == 1 ? 2 : 0));
                        });
        Map<Integer, Integer> violations = e.answer().violations();
        assertEquals(
                List.of("p read", "p write", "q read", "q write"),
                Toys.schedule(e, violations.get(0)));
        assertEquals(
                List.of("p read", "q read", "p write", "q write"),
                Toys.schedule(e, violations.get(1)));
        assertTrue(e.answer().exhausted());
    }

    @Test
    void aFailedAssertionStopsItsContextAloneAndIsNoDeadlock() throws InterruptedException {
        Exploration e =
                Toys.explore(
                        s -> {
                            Toys.Kernel k = new Toys.Kernel();
                            return new ToyModel(k)
                                    .task(
                                            "p",
                                            () -> {
                                                s.lock(k.a, "lock");
                                                if (k.x == 0) {
                                                    k.y = 1;
                                                    throw new ToyModel.ToyBug();
                                                }
                                                s.unlock(k.a);
                                            })
                                    .task(
                                            "q",
                                            () -> {
                                                s.step("set");
                                                k.x = 1;
                                                s.lock(k.a, "lock");
                                                s.unlock(k.a);
                                            })
                                    .violatedWhen(() -> k.y);
                        });
        assertEquals(-1, e.answer().deadlock());
        assertEquals(List.of("p lock"), Toys.schedule(e, e.answer().violations().get(0)));
        int bug = e.answer().violations().get(0);
        assertEquals("BUG", e.view(bug).get("p.pc"));
        assertEquals(1, e.graph().endEdge(bug) - e.graph().firstEdge(bug));
    }

    @Test
    void aWaitIsAcceptedOnlyForItsTaskAndWhileTheDaemonOwes() throws InterruptedException {
        Answer unexpected = Toys.explore(s -> silentDaemon(s, true)).answer();
        assertTrue(unexpected.deadlock() >= 0);
        Answer accepted =
                Toys.explore(s -> silentDaemon(s, true), Toys.mayBlock("t"), Bounds.NONE).answer();
        assertEquals(-1, accepted.deadlock());
        assertEquals(Set.of("t"), accepted.blocked());
        Answer owesNothing =
                Toys.explore(s -> silentDaemon(s, false), Toys.mayBlock("t"), Bounds.NONE).answer();
        assertTrue(owesNothing.deadlock() >= 0);
        Answer otherTask =
                Toys.explore(s -> silentDaemon(s, true), Toys.mayBlock("u"), Bounds.NONE).answer();
        assertTrue(otherTask.deadlock() >= 0);
    }

    private static ToyModel silentDaemon(Seam s, boolean owes) {
        Toys.Kernel k = new Toys.Kernel();
        return new ToyModel(k)
                .task(
                        "t",
                        () -> {
                            s.step("send");
                            k.x = 1;
                            s.prepareToWait(k.queue);
                            s.sleepOn(k.queue, "wait");
                        })
                .owesWhen(() -> owes && k.x == 1);
    }

    @Test
    void conditionsThatWereMetAreReported() throws InterruptedException {
        Question question =
                new Question(
                        Set.of(),
                        List.of("wait_event:sleep", "nowhere"),
                        List.of("wait_event:sleep", "set"),
                        List.of("flag", "never"));
        Answer answer = Toys.explore(s -> Toys.waiter(s, true), question, Bounds.NONE).answer();
        assertEquals(Set.of("wait_event:sleep"), answer.at());
        assertEquals(Set.of("wait_event:sleep"), answer.asleep());
        assertEquals(Set.of("flag"), answer.conditions());
    }

    @Test
    void aBoundThatIsMetIsSaid() throws InterruptedException {
        Answer states = Toys.explore(Toys::requests, Question.NONE, Toys.states(100)).answer();
        assertFalse(states.exhausted());
        assertTrue(states.stopped().contains("100 states"), states.stopped());
        Answer depth =
                Toys.explore(Toys::requests, Question.NONE, bounds(3, Duration.ofMinutes(1)))
                        .answer();
        assertFalse(depth.exhausted());
        assertEquals(3, depth.depth());
        assertTrue(depth.stopped().contains("3 steps"), depth.stopped());
        Answer time =
                Toys.explore(Toys::requests, Question.NONE, bounds(100, Duration.ZERO)).answer();
        assertFalse(time.exhausted());
        assertNotNull(time.stopped());
        // A bound that is just large enough does not cut anything.
        Answer all = Toys.explore(Toys::requests).answer();
        Answer exact =
                Toys.explore(
                                Toys::requests,
                                Question.NONE,
                                bounds(all.depth() + 1, Duration.ofMinutes(1)))
                        .answer();
        assertTrue(exact.exhausted());
    }

    private static Bounds bounds(int depth, Duration time) {
        return new Bounds(Long.MAX_VALUE, depth, time, false, true);
    }

    @Test
    void anInterruptEndsTheSearch() {
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> Toys.explore(Toys::requests));
        assertFalse(Thread.interrupted());
    }
}
