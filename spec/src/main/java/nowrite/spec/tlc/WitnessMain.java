package nowrite.spec.tlc;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import nowrite.spec.KernelCatalogue;
import nowrite.spec.log.WitnessLog;
import nowrite.spec.log.Witnessed;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.ScenarioParser;

/** Has TLC explain what was seen of a kernel: this runs in the child, in the folder of MC.tla. */
final class WitnessMain {

    private WitnessMain() {}

    /**
     * Explains a log.
     *
     * @param args the log, the file for the answer, and how many places may be tried
     */
    public static void main(String[] args) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        WitnessLog log = mapper.readValue(Path.of(args[0]).toFile(), WitnessLog.class);
        Scenario scenario = scenario(log, Path.of(args[0]));
        int budget = Integer.parseInt(args[2]);
        SpecSteps steps = new SpecSteps(scenario);
        WitnessSearch search = new WitnessSearch(steps, scenario, log, budget);
        long start = System.nanoTime();
        Witnessed.Refusal refusal = null;
        String undecided = null;
        try {
            refusal = search.run();
        } catch (WitnessSearch.BudgetException e) {
            undecided = budget + " places were tried, and not all";
        }
        Witnessed answer =
                new Witnessed(
                        log.points().size(),
                        search.passed(),
                        search.places(),
                        steps.made(),
                        (System.nanoTime() - start) / 1_000_000,
                        refusal,
                        undecided);
        mapper.writeValue(Path.of(args[1]).toFile(), answer);
    }

    /** The scenario of a log. The daemon takes any number of requests at once. */
    static Scenario scenario(WitnessLog log, Path file) {
        Scenario parsed =
                new ScenarioParser(file.toAbsolutePath().getParent(), KernelCatalogue.open())
                        .parse("witness", file, log.scenario());
        return parsed.seen(log.copies());
    }
}
