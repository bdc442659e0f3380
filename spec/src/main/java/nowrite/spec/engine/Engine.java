package nowrite.spec.engine;

import nowrite.spec.KernelId;
import nowrite.spec.scenario.Scenario;

/** Something that searches the schedules of a scenario on a kernel. */
public interface Engine {

    /** The name that scenarios and reports use: {@code tlc}, {@code explorer}. */
    String name();

    /**
     * Searches the scenario. A breakdown of the engine is a result with the word FAILED and a
     * message, not an exception; only a scenario that this engine cannot express throws.
     *
     * @param scenario what to search; its expectation for the kernel, if any, says which waits are
     *     accepted and which properties need a counterexample of their own
     * @param kernel the kernel to search it on
     * @param limits the bounds; what does not fit is UNKNOWN, never "holds"
     * @param progress hears how far the search is
     * @throws IllegalArgumentException if the kernel does not exist, naming what is wrong
     * @throws InterruptedException if the thread was interrupted; nothing is left running
     */
    RunResult run(Scenario scenario, KernelId kernel, Limits limits, Progress progress)
            throws InterruptedException;
}
