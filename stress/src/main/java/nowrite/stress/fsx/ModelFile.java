package nowrite.stress.fsx;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import nowrite.model.Kernels;
import nowrite.model.Machine;
import nowrite.model.seam.ThreadedSeam;
import nowrite.spec.KernelId;
import nowrite.spec.file.Call;
import nowrite.spec.scenario.Op;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.ScenarioParser;
import nowrite.stress.lincheck.UserReads;

/**
 * The file of the model, on real threads: the user's is the calling one; a flusher and the daemon
 * have their own, and go on while he does.
 */
final class ModelFile implements TestedFile {

    /** What the ghost state of the model can tell apart. */
    static final int MOST_STORES = 24;

    private static final int FLUSHES = 4;
    private static final int USER = 1;

    private final Scenario scenario;
    private final Machine machine;
    private final ThreadedSeam seam;
    private final UserReads reads;
    private final List<Thread> others = new ArrayList<>();
    private volatile RuntimeException broken;
    private final int[] first;
    private final int[] deedOf;

    /**
     * Prepares for a list of operations.
     *
     * @param deeds all that it will be asked to do, in this order, some perhaps left out
     */
    ModelFile(List<Deed> deeds, int halves, KernelId kernel, long seed) {
        first = new int[deeds.size()];
        List<String> operations = new ArrayList<>(List.of("store 0h"));
        List<Integer> owners = new ArrayList<>(List.of(0));
        for (int i = 0; i < first.length; i++) {
            first[i] = operations.size();
            operations.addAll(operations(deeds.get(i), halves));
            while (owners.size() < operations.size()) {
                owners.add(i + 1);
            }
        }
        deedOf = owners.stream().mapToInt(Integer::intValue).toArray();
        scenario = scenario(operations, halves, kernel);
        seam = new ThreadedSeam(scenario.contexts());
        machine = new Machine(scenario, kernel, seam);
        reads = new UserReads(machine.kernel(), this::named);
        SplittableRandom random = new SplittableRandom(seed);
        seam.bind(USER, random.split());
        for (int context = USER + 1; context <= machine.contexts(); context++) {
            int number = context;
            SplittableRandom own = random.split();
            Thread thread = new Thread(() -> work(number, own), machine.contextName(context));
            thread.setDaemon(true);
            others.add(thread);
        }
        others.forEach(Thread::start);
    }

    private void work(int context, SplittableRandom random) {
        try {
            seam.bind(context, random);
            for (int op = 0; op < machine.operations(context); op++) {
                machine.run(context, op);
            }
            seam.ended("done");
        } catch (ThreadedSeam.Stopped e) {
            seam.cutOff();
        } catch (RuntimeException e) {
            broken = e;
        }
    }

    /** The first operation is never run: with it the user has a mapping. */
    private static Scenario scenario(List<String> operations, int halves, KernelId kernel) {
        String text =
                "pages "
                        + halves / 2
                        + "\nfile "
                        + halves
                        + "h\ntask user "
                        + String.join(", ", operations)
                        + "\ntask flusher "
                        + String.join(", ", Collections.nCopies(FLUSHES, "writepages none"))
                        + "\ndaemon any-order\nreach at store:access\nexpect "
                        + kernel
                        + " holds\n";
        return new ScenarioParser(Path.of("scenarios"), Kernels.catalogue())
                .parse("fsx", Path.of("scenarios", "fsx.scn"), text);
    }

    /** What a deed is in the scenario. */
    private static List<String> operations(Deed deed, int halves) {
        return switch (deed.kind()) {
            case STORE, WRITE, TRUNCATE, FSYNC -> List.of(deed.toString());
            case WRITEPAGES -> List.of("writepages none");
            case DROP -> {
                List<String> all = new ArrayList<>();
                for (int page = 0; page < halves / 2; page++) {
                    all.add("reclaim " + page);
                }
                yield all;
            }
            default -> List.of();
        };
    }

    @Override
    public boolean can(Deed.Kind kind) {
        return kind != Deed.Kind.PUNCH;
    }

    @Override
    public String start() {
        return "init";
    }

    private String named(int content) {
        String name = scenario.contentName(content);
        return name.startsWith("user.")
                ? TestedFile.content(deedOf[Integer.parseInt(name.substring(5)) - 1])
                : name;
    }

    @Override
    public String run(Deed deed, int value) {
        String result = run(deed, first[value - 1], operations(deed, 2).size());
        if (broken != null) {
            throw new IllegalStateException("a thread of the model broke: " + broken, broken);
        }
        return result;
    }

    private String run(Deed deed, int operation, int any) {
        switch (deed.kind()) {
            case LOAD -> {
                return reads.load(USER, deed.half());
            }
            case READ -> {
                return reads.read(deed.half());
            }
            case DURABLE -> {
                return reads.durable(deed.half());
            }
            case STORE -> {
                Op op = scenario.tasks().get(0).ops().get(operation);
                return machine.kernel().fault.store(op) ? Call.OK : Call.SIGBUS;
            }
            default -> {
                int last = operation + (deed.kind() == Deed.Kind.DROP ? scenario.pages() : any);
                for (int op = operation; op < last; op++) {
                    machine.run(USER, op);
                }
                return Call.OK;
            }
        }
    }

    @Override
    public void close() {
        seam.stop();
        others.forEach(Thread::interrupt);
        try {
            for (Thread other : others) {
                other.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
