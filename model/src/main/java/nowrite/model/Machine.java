package nowrite.model;

import java.util.Map;
import nowrite.model.kernel.Kernel;
import nowrite.model.seam.Seam;
import nowrite.spec.KernelId;
import nowrite.spec.scenario.Op;
import nowrite.spec.scenario.Scenario;

/**
 * A scenario on a kernel, ready to run: what each context does, and what an engine may ask about
 * the state. Which context runs when is the runtime's to say.
 */
public final class Machine {
    private final Scenario scenario;
    private final Kernel kernel;
    private final Checks checks;
    private final View view;
    private final WaitFor waitFor;

    /**
     * Puts a scenario on a kernel.
     *
     * @throws IllegalArgumentException if there is no such kernel
     */
    public Machine(Scenario scenario, KernelId id, Seam seam) {
        this(Kernels.build(id, scenario, seam));
    }

    /** Takes a kernel at the start of its scenario. */
    public Machine(Kernel kernel) {
        this.scenario = kernel.scenario;
        this.kernel = kernel;
        this.checks = new Checks(kernel);
        this.view = new View(kernel);
        this.waitFor = new WaitFor(kernel);
    }

    /** The root of all shared state; its objects are allocated once. */
    public Kernel kernel() {
        return kernel;
    }

    /** Number of contexts; they are 1..contexts(). */
    public int contexts() {
        return scenario.contexts();
    }

    /** Whether a context is the daemon at work on a request slot. */
    public boolean isDaemon(int context) {
        return context > scenario.tasks().size();
    }

    /** Number of operations of a task; a daemon context repeats its one operation for ever. */
    public int operations(int context) {
        return isDaemon(context)
                ? Integer.MAX_VALUE
                : scenario.tasks().get(context - 1).ops().size();
    }

    /** The name of a context. */
    public String contextName(int context) {
        return scenario.contextName(context);
    }

    /**
     * Runs one operation of a context, in the calling thread, to its end.
     *
     * @param context 1..contexts()
     * @param operation number of the operation in its task, from 0; ignored for the daemon
     */
    public void run(int context, int operation) {
        if (isDaemon(context)) {
            kernel.fuseDev.daemon(kernel.conn().slots[context - scenario.tasks().size() - 1]);
            return;
        }
        Op op = scenario.tasks().get(context - 1).ops().get(operation);
        switch (op.kind()) {
            case STORE -> kernel.fault.store(op);
            case TRUNCATE, CHMOD -> kernel.fuseDir.notifyChange(context, op);
            case WRITE -> kernel.fuseFile.genericFileAioWrite(op);
            case WRITEPAGES -> kernel.pageWriteback.doWritepages(op.syncAll());
            case FSYNC -> kernel.fuseDir.doFsync(context);
            case DIO_READ -> kernel.directIo.directIoWorker(op);
            case RECLAIM -> kernel.vmscan.shrinkPageList(op.half() / 2, false, true);
            case RECLAIM_COSTLY -> kernel.vmscan.shrinkPageList(op.half() / 2, true, true);
            case RECLAIM_NOFS -> kernel.vmscan.shrinkPageList(op.half() / 2, false, false);
            case MIGRATE -> kernel.vmscan.migratePages(op.half() / 2);
            case THROTTLE -> kernel.vmscan.throttleVmWriteout();
            case SYNC -> kernel.vmscan.syncInodesSb();
            case CLOSE -> kernel.fuseHandle.munmapAndClose(op);
            case OPEN, OPEN_TRUNC ->
                    ((nowrite.model.v6_1.FuseFops) kernel.fuseFops).fuseOpen(context, op);
            case SYNCFS -> ((nowrite.model.v6_1.FuseFops) kernel.fuseFops).syncfs(context);
            case ALLOCATE -> ((nowrite.model.v6_1.FuseFops) kernel.fuseFops).allocate(op);
            case COPY ->
                    ((nowrite.model.v6_1.FuseFops) kernel.fuseFops).fuseCopyFileRange(context, op);
            case STAT_CACHED -> ((nowrite.model.v6_1.FuseFops) kernel.fuseFops).statCached(context);
            case ABORT -> kernel.fuseDev.fuseAbortConn();
            case STAT -> kernel.fuseFops.fuseUpdateAttributes(context);
            case PUNCH -> kernel.fuseFops.fuseFileFallocate(context, op);
            case READ -> kernel.fuseFops.genericFileAioRead(context, op);
            case READ_DIRECT -> kernel.fuseFops.fuseDirectRead(context, op);
        }
        kernel.seam.lockInside(kernel.ghost().lock);
        kernel.ghost().ended[context - 1]++;
        kernel.seam.unlock(kernel.ghost().lock);
    }

    /** The properties that the shared state violates, as bits of their ordinals; P8 is not here. */
    public long violated() {
        return checks.violated();
    }

    /** The properties whose premise the shared state meets, as bits of their ordinals. */
    public long exercised() {
        return checks.exercised();
    }

    /** Whether a request is with the daemon and not answered. */
    public boolean daemonOwes() {
        return checks.daemonOwes();
    }

    /** Whether a named reach condition holds in the shared state. */
    public boolean reached(String condition) {
        return checks.reached(condition);
    }

    /** The shared state as paths and values, in a fixed order. */
    public Map<String, String> view() {
        return view.of();
    }

    /** What a context that cannot move waits for. */
    public Wait blame(int context, String label, Map<String, Integer> locals) {
        return waitFor.blame(context, label, locals);
    }
}
