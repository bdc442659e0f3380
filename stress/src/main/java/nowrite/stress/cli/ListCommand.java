package nowrite.stress.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import nowrite.spec.ExitCode;
import nowrite.spec.scenario.Expectation;
import nowrite.spec.scenario.Scenario;
import nowrite.stress.cli.home.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code list}: the scenarios and what they expect, and the kernels there are. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Shows the scenarios, what they expect, and the kernels there are.")
final class ListCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "SCENARIO",
            description = "Names or folders, shown with their explanation; without any, all.")
    private List<String> names = List.of();

    @Option(names = "--json", description = "Print one JSON document instead of text.")
    private boolean json;

    /** A scenario as JSON shows it. */
    private record Entry(
            String name,
            String title,
            String description,
            String file,
            Set<String> engines,
            Map<String, String> expected) {}

    /** Everything as JSON shows it. */
    private record Listing(
            int schema,
            Set<String> generations,
            Set<String> reverts,
            Map<String, Set<String>> changes,
            List<Entry> scenarios) {}

    @Override
    public Integer call() {
        Workplace place = Workplace.open();
        List<Scenario> scenarios = place.scenarios().select(names);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            List<Entry> entries = scenarios.stream().map(one -> entry(place, one)).toList();
            out.print(
                    Json.write(
                            new Listing(
                                    1,
                                    place.catalogue().generations(),
                                    place.catalogue().reverts(),
                                    place.catalogue().changes(),
                                    entries)));
            return ExitCode.OK;
        }
        scenarios.forEach(scenario -> show(scenario, out));
        out.println("Kernels: " + String.join(", ", place.catalogue().generations()));
        place.catalogue()
                .changes()
                .forEach(
                        (generation, changes) ->
                                out.println(
                                        "Changes of "
                                                + generation
                                                + ": "
                                                + String.join(", ", changes)));
        out.println("A changed kernel is named so: '2.6.26 without nowrite'.");
        return ExitCode.OK;
    }

    private Entry entry(Workplace place, Scenario scenario) {
        Map<String, String> expected = new LinkedHashMap<>();
        for (Expectation expectation : scenario.expectations()) {
            expected.put(expectation.kernel().toString(), expectation.text());
        }
        return new Entry(
                scenario.name(),
                scenario.title(),
                scenario.description(),
                place.checkout().show(scenario.path()),
                scenario.engines(),
                expected);
    }

    private void show(Scenario scenario, PrintWriter out) {
        out.println(scenario.name() + ": " + scenario.title());
        if (!names.isEmpty()) {
            scenario.description()
                    .lines()
                    .forEach(line -> out.println(("    " + line).stripTrailing()));
        }
        int width =
                scenario.expectations().stream()
                        .mapToInt(expectation -> expectation.kernel().toString().length())
                        .max()
                        .orElse(1);
        for (Expectation expectation : scenario.expectations()) {
            out.println(
                    String.format("  %-" + width + "s  ", expectation.kernel())
                            + expectation.text());
        }
        out.println();
    }
}
