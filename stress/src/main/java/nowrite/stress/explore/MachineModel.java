package nowrite.stress.explore;

import java.util.List;
import java.util.Map;
import nowrite.model.Machine;
import nowrite.model.Wait;
import nowrite.model.kernel.Kernel;
import nowrite.model.kernel.KernelBug;
import nowrite.model.seam.Seam;
import nowrite.spec.KernelId;
import nowrite.spec.scenario.Scenario;
import nowrite.stress.explore.step.Explorable;

/** A scenario on a kernel, as the explorer drives it. */
final class MachineModel implements Explorable {
    private final Machine machine;

    /**
     * Puts a scenario on a kernel.
     *
     * @throws IllegalArgumentException if there is no such kernel
     */
    MachineModel(Scenario scenario, KernelId kernel, Seam seam) {
        machine = new Machine(scenario, kernel, seam);
    }

    /** Takes a kernel at the start of its scenario. */
    MachineModel(Kernel kernel) {
        machine = new Machine(kernel);
    }

    @Override
    public Object kernel() {
        return machine.kernel();
    }

    @Override
    public int contexts() {
        return machine.contexts();
    }

    @Override
    public boolean isDaemon(int context) {
        return machine.isDaemon(context);
    }

    @Override
    public int operations(int context) {
        return machine.operations(context);
    }

    @Override
    public String contextName(int context) {
        return machine.contextName(context);
    }

    @Override
    public void run(int context, int operation) {
        machine.run(context, operation);
    }

    @Override
    public long violated() {
        return machine.violated();
    }

    @Override
    public long exercised() {
        return machine.exercised();
    }

    @Override
    public boolean daemonOwes() {
        return machine.daemonOwes();
    }

    @Override
    public Map<String, String> view() {
        return machine.view();
    }

    @Override
    public boolean reached(String condition) {
        return machine.reached(condition);
    }

    @Override
    public Waiting blame(int context, String label, Map<String, Integer> locals) {
        Wait wait = machine.blame(context, label, locals);
        return new Waiting(wait.what(), List.copyOf(wait.contexts()));
    }

    @Override
    public boolean isBug(RuntimeException thrown) {
        return thrown instanceof KernelBug;
    }
}
