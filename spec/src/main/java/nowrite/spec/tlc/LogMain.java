package nowrite.spec.tlc;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nowrite.spec.KernelCatalogue;
import nowrite.spec.log.Explained;
import nowrite.spec.log.LogEvent;
import nowrite.spec.log.LogFile;
import nowrite.spec.log.StepLog;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.ScenarioParser;

/**
 * Has TLC explain a log: this runs in the child, in the folder of MC.tla. TLC evaluates Init and
 * Next; which step is tried is ours to say. A model checker's search from state to state, level by
 * level, would try every order of every two steps that overlap.
 */
final class LogMain {

    /** First word of a line that says how far the search is. */
    static final String PROGRESS = "nowrite-explained";

    /** How many places a run may take: far beyond what any log of a real run has needed. */
    private static final int BUDGET = 200_000;

    private static final long TELL_EVERY_MILLIS = 500;

    private final StepLog log;
    private final Scenario scenario;
    private final SpecSteps steps;
    private final Set<String> waits;
    private final long start = System.nanoTime();
    private final long madeBefore;
    private long explained;
    private long told;

    private LogMain(StepLog log, Scenario scenario, SpecSteps steps, Set<String> waits) {
        this.log = log;
        this.scenario = scenario;
        this.steps = steps;
        this.waits = waits;
        this.madeBefore = steps.made();
    }

    /**
     * Explains logs of one scenario.
     *
     * @param args the folder of the modules, the folder of the scenarios, the scenario's file, and
     *     each log with the file for its answer
     */
    public static void main(String[] args) throws IOException {
        TlaKernels kernels = TlaKernels.read(Path.of(args[0]));
        Scenario scenario =
                new ScenarioParser(Path.of(args[1]), KernelCatalogue.open())
                        .parse(Path.of(args[2]));
        SpecSteps steps = new SpecSteps(scenario);
        for (int i = 3; i < args.length; i += 2) {
            StepLog log = LogFile.read(Path.of(args[i]));
            Explained explained = new LogMain(log, scenario, steps, waits(kernels)).explain();
            new ObjectMapper().writeValue(Path.of(args[i + 1]).toFile(), explained);
        }
    }

    private static Set<String> waits(TlaKernels kernels) {
        return kernels.catalogue().steps().stream()
                .filter(TlcActor::isWait)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Explained explain() {
        SpecSteps.State initial = steps.initial();
        List<LogEvent> run = new ArrayList<>();
        Explained.Refusal refusal = initialDiffers(initial);
        String undecided = null;
        int runs = 0;
        int first = 0;
        for (int number = 1; number <= log.runs() && refusal == null; number++) {
            run.clear();
            int event = first;
            while (event < log.events().size() && log.events().get(event).run() == number) {
                run.add(log.events().get(event++));
            }
            LogSearch search = new LogSearch(steps, scenario, log, waits, run);
            try {
                LogSearch.Stuck stuck = search.run(initial, BUDGET);
                refusal = stuck == null ? null : refusal(stuck, first, run);
            } catch (LogSearch.BudgetException e) {
                undecided =
                        "run "
                                + number
                                + ": after "
                                + BUDGET
                                + " places no explanation was found, and not all were tried";
                break;
            }
            explained += stuckAt(refusal, run);
            first = event;
            runs = number;
            tell(number);
        }
        long millis = (System.nanoTime() - start) / 1_000_000;
        return new Explained(
                runs, explained, steps.made() - madeBefore, millis, refusal, undecided);
    }

    private static int stuckAt(Explained.Refusal refusal, List<LogEvent> run) {
        return refusal == null ? run.size() : refusal.step() - 1;
    }

    private void tell(int run) {
        long now = System.nanoTime() / 1_000_000;
        if (now - told >= TELL_EVERY_MILLIS) {
            told = now;
            System.out.println(PROGRESS + " " + explained + " " + run);
        }
    }

    private Explained.Refusal initialDiffers(SpecSteps.State initial) {
        if (log.initial().isEmpty()) {
            return null;
        }
        Map<String, String> differs =
                new LogMatch(scenario, log).difference(initial, log.initial());
        if (differs.isEmpty()) {
            return null;
        }
        return new Explained.Refusal(
                1,
                1,
                0,
                "",
                "",
                "",
                "the initial state is not the specification's",
                List.of(),
                differences(differs, log.initial()));
    }

    private Explained.Refusal refusal(LogSearch.Stuck stuck, int first, List<LogEvent> run) {
        LogEvent event = stuck.event();
        int index = run.indexOf(event);
        Map<String, String> saw = new HashMap<>(event.saw());
        saw.put(event.task() + ".pc", event.next());
        return new Explained.Refusal(
                LogFile.line(first + index),
                event.run(),
                index + 1,
                event.task(),
                event.label(),
                stuck.stands(),
                stuck.why(),
                stuck.allowed(),
                differences(stuck.difference(), saw));
    }

    private static List<Explained.Difference> differences(
            Map<String, String> ofSpec, Map<String, String> ofLog) {
        return ofSpec.entrySet().stream()
                .map(
                        e ->
                                new Explained.Difference(
                                        e.getKey(),
                                        e.getValue(),
                                        ofLog.getOrDefault(e.getKey(), LogMatch.ABSENT)))
                .toList();
    }
}
