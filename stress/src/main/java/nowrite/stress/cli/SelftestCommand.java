package nowrite.stress.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import nowrite.spec.Property;
import nowrite.stress.cli.home.AtomicFile;
import nowrite.stress.cli.home.Checkout;
import nowrite.stress.cli.home.Json;
import nowrite.stress.cli.home.UsageException;
import nowrite.stress.selftest.Ledger;
import nowrite.stress.selftest.Report;
import nowrite.stress.selftest.Results;
import nowrite.stress.selftest.SelfTest;
import nowrite.stress.selftest.Verdict;
import nowrite.stress.selftest.mutant.Fate;
import nowrite.stress.selftest.mutant.Mutant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code selftest}: mutants of specification and model, each of which something must notice. */
@Command(
        name = "selftest",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Changes the specification and the model in thousands of small ways, one at a time, and"
                        + " demands that some scenario notices each.")
final class SelftestCommand implements Callable<Integer> {

    /** As many mutants as are shown one by one. */
    private static final int SHOWN = 12;

    @Spec private CommandSpec spec;

    @Option(names = "--spec", description = "Only mutants of the specification.")
    private boolean onlySpec;

    @Option(names = "--model", description = "Only mutants of the model.")
    private boolean onlyModel;

    @Option(
            names = "--only",
            paramLabel = "REGEX",
            description = "Only mutants whose name is this, or contains a match of it.")
    private String only;

    @Mixin private Parallel parallel;

    @Option(
            names = "--time",
            paramLabel = "SECONDS",
            description = "Stop after this time; what was not tried then is undecided.")
    private long seconds = Duration.ofHours(4).toSeconds();

    @Option(
            names = "--accept",
            description = "Record the numbers of mutants in spec/selftest/mutants.tsv.")
    private boolean accept;

    @Option(
            names = "--resume",
            description =
                    "Go on with what earlier runs found out, unless it may have changed since.")
    private boolean resume;

    @Option(names = "--json", description = "Print one JSON document instead of text.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        parallel.check();
        if (seconds < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--time needs a number from 1, not " + seconds);
        }
        Workplace place = Workplace.open();
        Checkout checkout = place.checkout();
        Path folder = checkout.work().resolve("selftest");
        SelfTest selfTest =
                new SelfTest(checkout, place.scenarios().all(), folder.resolve("fates.ndjson"));
        List<Mutant> enumerated = new ArrayList<>();
        for (Mutant.Side side : Mutant.Side.values()) {
            if (side == Mutant.Side.SPEC ? !onlyModel : !onlySpec) {
                enumerated.addAll(selfTest.mutants(side));
            }
        }
        Predicate<Mutant> chosen = chosen(enumerated);
        PrintWriter err = spec.commandLine().getErr();
        if (resume) {
            selfTest.goOn();
        } else if (only == null) {
            selfTest.startAnew();
        }
        List<String> memory = only == null && !onlySpec ? selfTest.withoutMemory() : List.of();
        Results results =
                selfTest.run(
                        chosen, parallel.of(Integer.MAX_VALUE), Duration.ofSeconds(seconds), err);
        Ledger record = Ledger.read(checkout.root().resolve("spec/selftest"));
        if (accept) {
            accept(enumerated, results, record, err);
        }
        Map<Property, Integer> expected = selfTest.expected();
        Verdict verdict = Verdict.of(results, record, enumerated, only == null, expected, memory);
        Report report = Report.of(results, record, expected, verdict);
        AtomicFile.write(folder.resolve("selftest.txt"), report.text());
        AtomicFile.write(folder.resolve("selftest.json"), Json.write(report));
        PrintWriter out = spec.commandLine().getOut();
        if (!json && only != null && results.fates().size() <= SHOWN) {
            results.fates().forEach(fate -> out.println(shown(selfTest, fate)));
        }
        out.print(json ? Json.write(report) : report.text());
        return report.exitCode();
    }

    private Predicate<Mutant> chosen(List<Mutant> enumerated) {
        if (only == null) {
            return enumerated::contains;
        }
        Pattern pattern;
        try {
            pattern = Pattern.compile(only);
        } catch (PatternSyntaxException e) {
            throw new UsageException("--only: " + e.getMessage());
        }
        boolean exact = enumerated.stream().anyMatch(mutant -> mutant.id().equals(only));
        Predicate<Mutant> named =
                mutant -> exact ? mutant.id().equals(only) : pattern.matcher(mutant.id()).find();
        if (enumerated.stream().noneMatch(named)) {
            throw new UsageException(
                    "no mutant has a name like '"
                            + only
                            + "'. Names are module:operator:kind:number, such as "
                            + enumerated.get(0).id());
        }
        return mutant -> enumerated.contains(mutant) && named.test(mutant);
    }

    private void accept(List<Mutant> enumerated, Results results, Ledger record, PrintWriter err) {
        if (only != null || results.untried() > 0) {
            throw new UsageException(
                    "--accept records the numbers of a whole run, without --only and in time");
        }
        Map<Mutant.Side, Ledger.Numbers> found = new EnumMap<>(Mutant.Side.class);
        for (Mutant.Side side : Mutant.Side.values()) {
            if (enumerated.stream().anyMatch(mutant -> mutant.side() == side)) {
                found.put(side, results.numbers(side));
            }
        }
        record.accept(found);
        err.println("the numbers of mutants are recorded in spec/selftest/mutants.tsv");
    }

    private static String shown(SelfTest selfTest, Fate fate) {
        Mutant mutant = fate.mutant();
        String became =
                fate.killed()
                        ? "killed by " + fate.by().word() + " in " + fate.where() + ": "
                        : "survived: ";
        return mutant.id()
                + "\n  "
                + mutant.place()
                + ": "
                + mutant.what()
                + "\n"
                + selfTest.diff(mutant)
                + "  "
                + became
                + fate.detail()
                + "\n";
    }
}
