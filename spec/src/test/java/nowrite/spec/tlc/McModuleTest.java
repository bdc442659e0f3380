package nowrite.spec.tlc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Set;
import nowrite.spec.KernelId;
import nowrite.spec.scenario.Scenario;
import org.junit.jupiter.api.Test;

class McModuleTest {

    private static McModule module(String more, String kernel) throws IOException {
        Scenario scenario = Toy.scenario(more);
        return new McModule(scenario, KernelId.parse(kernel), Toy.kernels());
    }

    @Test
    void kernelsComeFromTheModules() throws IOException {
        assertEquals(Set.of("0.1"), Toy.kernels().catalogue().generations());
        assertEquals(
                Set.of("guard", "bound", "way-back", "clarity", "sense", "slip"),
                Toy.kernels().catalogue().reverts());
    }

    @Test
    void configurationHoldsTheScenario() throws IOException {
        String text =
                module(
                                "task s store 1h via a, writepages all\n"
                                        + "daemon threads 3, setattr may fail eio-before other-type\n"
                                        + "alloc may-fail\nreach cropped\n"
                                        + "expect 0.1 without guard without way-back holds",
                                "0.1 without guard without way-back")
                        .configuration();
        assertEquals(
                """
                SPECIFICATION Spec
                CONSTANTS
                  T = 3
                  Prog <- MC_Prog
                  NPages = 1
                  Copies = 2
                  FrameCopies = 3
                  NMaps = 1
                  FileHalves = 2
                  Handles = 0
                  MaxPages = 1
                  DaemonThreads = 3
                  Allocator = 0
                  Silent = FALSE
                  SetattrMay = {"daemon:eio_before", "daemon:other_type"}
                  WriteMayFail = FALSE
                  NoFsync = FALSE
                  AllocMayFail = TRUE
                  MayBlock = {}
                  BdiLimit = 0
                  FreeRun <- MC_FreeRun
                  Limit <- Limit__without_guard
                  ToyCount_down <- ToyCount_down__without_way_back
                  ToyCount_round <- ToyCount_round__without_way_back
                INVARIANTS
                  Probe_1
                  Probe_2
                  Probe_3
                  Check
                """,
                text);
    }

    @Test
    void configurationHoldsHandlesAndTheDaemonsAllocation() throws IOException {
        String text =
                module(
                                "task s store 0h, close\ntask r reclaim 0\n"
                                        + "daemon any-order, allocates r\nexpect 0.1 holds",
                                "0.1")
                        .configuration();
        assertTrue(text.contains("  Handles = 2\n"), text);
        assertTrue(text.contains("  Allocator = 4\n"), text);
    }

    @Test
    void programsAndConditionsStandInTheModule() throws IOException {
        String text =
                module(
                                "reach at toy_count:up\nreach at toy_count:up.test\n"
                                        + "daemon any-order, silent\nexpect 0.1 blocks b",
                                "0.1")
                        .module();
        assertTrue(
                text.contains(
                        "[op |-> \"store\", id |-> 1, half |-> 0, len |-> 1, size |-> 0, map |-> 1,"
                                + " all |-> FALSE]"),
                text);
        assertTrue(text.contains("EXTENDS Linux_0_1, Reach, Reverts\n"), text);
        assertTrue(text.contains("(Reach_at(\"toy_count:up\"))"), text);
        assertTrue(text.contains("(Reach_at_test(\"toy_count:up\"))"), text);
        assertTrue(text.contains("(pc[2] # \"done\" /\\ Accepted /\\ ~ENABLED Next)"), text);
    }

    @Test
    void tasksThatMayBlockAreNumbered() throws IOException {
        String text =
                module("daemon any-order, silent\nexpect 0.1 blocks b", "0.1").configuration();
        assertTrue(text.contains("MayBlock = {2}"), text);
    }

    @Test
    void twoRevertsOfOneOperatorDoNotGoTogether() {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                module(
                                        "expect 0.1 without bound without guard holds",
                                        "0.1 without bound without guard"));
        assertEquals(
                "'without bound' and 'without guard' cannot be combined: both replace Limit, and"
                        + " nothing is written for both",
                e.getMessage());
    }

    @Test
    void aConditionWithoutOperatorIsRefused() {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> module("reach two-in-flight\nexpect 0.1 holds", "0.1"));
        assertEquals(
                "no module defines Reach_two_in_flight for 'reach two-in-flight'", e.getMessage());
    }
}
