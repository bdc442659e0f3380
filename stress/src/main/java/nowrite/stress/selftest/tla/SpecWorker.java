package nowrite.stress.selftest.tla;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import nowrite.model.Kernels;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.tlc.TlaKernels;
import nowrite.spec.tlc.TlcException;
import nowrite.stress.cli.home.Checkout;
import nowrite.stress.cli.home.Scenarios;
import nowrite.stress.cli.jobs.Counts;
import nowrite.stress.selftest.mutant.Canary;
import nowrite.stress.selftest.mutant.Fate;
import nowrite.stress.selftest.mutant.Pair;

/**
 * The child that tries mutants of the modules: TLC's evaluator keeps so much in statics that it
 * gets a JVM of its own, and one that hangs can be killed.
 */
final class SpecWorker {
    /** Behind the id of a mutant that is known to behave as the original does. */
    static final String EQUIVALENT = " equivalent";

    /** Before the id of a mutant that is tried now. */
    static final String BEGUN = "begun ";

    /** Before the fate of a mutant, as JSON. */
    static final String FATE = "fate ";

    /** Before what is wrong with a mutant that is no specification. */
    static final String INVALID = "invalid ";

    private static final Duration MOST_TIME = Duration.ofSeconds(300);
    private static final long LOOK_MILLIS = 2_000;
    private static final int TOO_LONG = 3;

    private SpecWorker() {}

    /**
     * Tries mutants and prints a line for each.
     *
     * @param args the checkout, a file with the ids of the mutants, a folder for what is generated,
     *     the most states of a scenario, and of one in the second round
     */
    public static void main(String[] args) throws IOException {
        PrintStream out = System.out;
        Checkout checkout = new Checkout(Path.of(args[0]));
        TlaKernels kernels = TlaKernels.read(checkout.tla());
        Counts counts = Counts.read(checkout.counts());
        Pair.Sizes sizes = counts::states;
        List<Scenario> scenarios = new Scenarios(checkout, Kernels.catalogue()).all();
        Pair.Asked asked = SpecMutants.asked(kernels);
        List<Pair> pairs = Pair.of(scenarios, sizes, asked, Long.parseLong(args[3]));
        List<Pair> larger =
                Pair.ofMore(scenarios, sizes, asked, Long.parseLong(args[4])).stream()
                        .filter(pair -> !pairs.contains(pair))
                        .toList();
        Modules modules = Modules.read(checkout.tla());
        Map<String, SpecMutant> mutants = new HashMap<>();
        SpecMutants.of(modules, new Live(kernels, modules))
                .forEach(mutant -> mutants.put(mutant.mutant().id(), mutant));
        SpecBench bench = new SpecBench(kernels, modules, pairs, larger, Path.of(args[2]));
        for (String line : Files.readAllLines(Path.of(args[1]))) {
            boolean equivalent = line.endsWith(EQUIVALENT);
            String id = equivalent ? line.substring(0, line.length() - EQUIVALENT.length()) : line;
            out.println(BEGUN + id);
            SpecMutant mutant = id.startsWith(Canary.PREFIX) ? null : mutants.get(id);
            out.println(tried(bench, mutant, id, equivalent));
        }
    }

    private static String tried(SpecBench bench, SpecMutant mutant, String id, boolean equivalent)
            throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();
        Timer timer = watch(Thread.currentThread().getId());
        try {
            Fate fate = mutant == null ? bench.canary(id) : bench.fate(mutant, equivalent);
            return FATE + json.writeValueAsString(fate);
        } catch (TlcException e) {
            return INVALID + id + " " + e.getMessage().replaceAll("\\s+", " ");
        } finally {
            timer.cancel();
        }
    }

    /** Ends this process when a mutant takes too much of the processor; the parent goes on. */
    private static Timer watch(long thread) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long end = threads.getThreadCpuTime(thread) + MOST_TIME.toNanos();
        Timer timer = new Timer(true);
        timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        if (threads.getThreadCpuTime(thread) > end) {
                            Runtime.getRuntime().halt(TOO_LONG);
                        }
                    }
                },
                LOOK_MILLIS,
                LOOK_MILLIS);
        return timer;
    }
}
