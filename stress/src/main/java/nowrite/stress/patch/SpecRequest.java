package nowrite.stress.patch;

import java.util.List;

/**
 * What the child that compares with TLC is asked, as a JSON file.
 *
 * @param home the checkout
 * @param modules the folder of the TLA+ modules
 * @param ground the kernel under the patches
 * @param ofSpec the kernel that the specification describes
 * @param kernel the kernel with the patches
 * @param patches the patches
 * @param scenario the file of the scenario
 * @param blocks tasks whose waiting for good is accepted
 * @param seconds for each of TLC and the explorer
 * @param stuckSeconds how long a step may last
 * @param answer the file for the answer
 */
record SpecRequest(
        String home,
        String modules,
        String ground,
        String ofSpec,
        String kernel,
        List<ChildRequest.Patch> patches,
        String scenario,
        List<String> blocks,
        int seconds,
        int stuckSeconds,
        String answer) {

    /** What came out: whether both are equal, and if not the first difference; why nothing is. */
    record Answer(boolean equal, List<String> difference, String why) {}
}
