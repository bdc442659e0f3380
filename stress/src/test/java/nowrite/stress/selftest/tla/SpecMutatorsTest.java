package nowrite.stress.selftest.tla;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The rules find what stands in a module, and the edits are where they should be. */
class SpecMutatorsTest {
    private static final Path TLA = Path.of(System.getProperty("nowrite.home"), "spec/tla");

    private static final String TOY =
            """
            ---- MODULE Toy ----
            EXTENDS Integers
            VARIABLES pc, lock,   \\* x
                      q
            all == <<pc, lock, q>>
            Goto(t, l, v) == /\\ pc' = [pc EXCEPT ![t] = l]
            (* a comment with /\\ lock = 0 in it *)
            Take(t) ==
                LET n == 1
                IN  /\\ pc[t] = "f:take"
                    /\\ lock = 0 /\\ q # <<>>
                    /\\ \\/ /\\ n < 2
                          /\\ lock' = t
                       \\/ /\\ n > 2 /\\ UNCHANGED lock
                    /\\ q' = IF t = n + 1
                            THEN <<>> ELSE q
                    /\\ Goto(t, "f:give", 0)
            Give(t) ==
                /\\ pc[t] = "f:give"
                /\\ q' = [q EXCEPT !.a = 1, !.b = 2]
                /\\ Goto(t, "f:end", 0)
                /\\ UNCHANGED lock
            Next == \\E t \\in 1..2 : Take(t) \\/ Give(t)
            P1 == lock = 0 /\\ TRUE
            ====
            """;

    private final Map<String, SpecMutant> mutants = new TreeMap<>();
    private final Modules modules = Modules.of("Toy", TOY);

    SpecMutatorsTest() {
        SpecMutators.of(modules).forEach(mutant -> mutants.put(mutant.mutant().id(), mutant));
    }

    private String diff(String id) {
        assertTrue(mutants.containsKey(id), id + " in " + mutants.keySet());
        return mutants.get(id).diff(TOY);
    }

    @Test
    void eachConjunctOfAGuardIsDropped() {
        assertEquals(
                """
                  -         /\\ lock = 0 /\\ q # <<>>
                  +         /\\ TRUE /\\ q # <<>>
                """,
                diff("Toy:Take:drop-guard:2"));
        assertTrue(diff("Toy:Take:drop-guard:3").contains("lock = 0 /\\ TRUE"));
        assertTrue(diff("Toy:Take:drop-guard:4").contains("\\/ /\\ TRUE"));
        assertTrue(diff("Toy:Take:drop-guard:5").contains("/\\ TRUE /\\ UNCHANGED"));
        assertFalse(mutants.containsKey("Toy:Take:drop-guard:6"));
    }

    @Test
    void branchesAndActionsAreTakenOut() {
        assertTrue(mutants.get("Toy:Take:drop-branch:1").applied(TOY).contains("\\/ FALSE\n"));
        assertTrue(diff("Toy:Next:drop-branch:1").contains("FALSE \\/ Give(t)"));
        assertTrue(diff("Toy:Next:drop-branch:2").contains("Take(t) \\/ FALSE"));
    }

    @Test
    void effectsAreTakenOut() {
        assertTrue(diff("Toy:Take:drop-effect:1").contains("lock' = lock"));
        String wakeUp = mutants.get("Toy:Take:drop-effect:2").applied(TOY);
        assertTrue(wakeUp.contains("/\\ q' = q\n"), wakeUp);
        assertTrue(diff("Toy:Take:drop-effect:3").contains("UNCHANGED <<pc>>"));
        assertTrue(diff("Toy:Give:drop-update:1").contains("[q EXCEPT  !.b = 2]"));
        assertTrue(diff("Toy:Give:drop-update:2").contains("[q EXCEPT !.a = 1]"));
        assertTrue(diff("Toy:Goto:drop-effect:1").contains("pc' = pc"));
    }

    @Test
    void conditionsComparisonsAndNumbersAreChanged() {
        assertTrue(diff("Toy:Take:force-condition:1").contains("IF TRUE"));
        assertTrue(diff("Toy:Take:force-condition:2").contains("IF FALSE"));
        assertTrue(diff("Toy:Take:comparison:1").contains("n <= 2"));
        assertTrue(diff("Toy:Take:comparison:2").contains("n >= 2"));
        assertTrue(diff("Toy:Take:number:1").contains("n + 2"));
        assertTrue(diff("Toy:Take:number:2").contains("n + 0"));
    }

    @Test
    void stepsAreLeftOutAndChangePlaces() {
        assertTrue(diff("Toy:Take:skip-step:1").contains("Goto(t, \"f:end\", 0)"));
        String swapped = mutants.get("Toy:Take:swap-steps:1").applied(TOY);
        assertTrue(swapped.contains("IN  /\\ pc[t] = \"f:give\""), swapped);
        assertTrue(swapped.contains("    /\\ pc[t] = \"f:take\""), swapped);
    }

    @Test
    void propertiesAndTuplesOfVariablesAreLeftAlone() {
        assertTrue(mutants.keySet().stream().noneMatch(id -> id.startsWith("Toy:P1:")));
        assertTrue(mutants.keySet().stream().noneMatch(id -> id.startsWith("Toy:all:")));
    }

    @Test
    void everyLockAndWakeUpOfTheRealModulesIsTakenOut() {
        Modules real = Modules.read(TLA);
        List<SpecMutant> all = SpecMutators.of(real);
        for (String what : List.of("fclock = 0", "imutex = 0", "page[f].locked = 0")) {
            assertTrue(
                    all.stream().anyMatch(m -> m.mutant().what().equals("dropped: " + what)), what);
        }
        assertTrue(
                all.stream().anyMatch(m -> m.mutant().what().startsWith("waitq stays")),
                "the wake-up of page_waitq");
        assertTrue(
                all.stream().anyMatch(m -> m.mutant().what().startsWith("lockq stays")),
                "the wake-up of unlock_page");
        assertEquals(
                all.size(), all.stream().map(m -> m.mutant().id()).distinct().count(), "names");
        for (SpecMutant mutant : all) {
            String text = real.text(mutant.module());
            assertFalse(mutant.applied(text).equals(text), mutant.mutant().id());
        }
    }
}
