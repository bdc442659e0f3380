package nowrite.stress.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import nowrite.spec.corpus.Claim;
import nowrite.spec.corpus.Corpus;
import nowrite.spec.corpus.CorpusEntry;
import nowrite.spec.corpus.CorpusLedger;
import nowrite.stress.cli.home.AtomicFile;
import nowrite.stress.cli.home.Checkout;
import nowrite.stress.cli.home.Json;
import nowrite.stress.cli.home.Nearest;
import nowrite.stress.cli.home.UsageException;
import nowrite.stress.cli.jobs.Counts;
import nowrite.stress.cli.jobs.Job;
import nowrite.stress.cli.report.CorpusReport;
import nowrite.stress.cli.report.CorpusText;
import nowrite.stress.cli.report.CorpusVerdicts;
import nowrite.stress.cli.report.Findings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code corpus}: each bug that upstream had, without its fix and with it. */
@Command(
        name = "corpus",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Runs the bugs that upstream had and fixed: without the fix the property that the bug violated"
                        + " must be violated, with it every schedule must hold.")
final class CorpusCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "BUG",
            description = {
                "An id (F03), a year, a property (P3), a kernel function or a commit; of",
                "several, what any of them names. Without any, all bugs."
            })
    private List<String> words = List.of();

    @Mixin private AskedEngines asked;

    @Mixin private Parallel parallel;

    @Option(names = "--json", description = "Print one JSON document instead of text.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        parallel.check();
        Workplace place = Workplace.open();
        asked.check(place);
        List<CorpusEntry> entries = select(place.scenarios().corpus());
        Checkout checkout = place.checkout();
        Counts counts = Counts.read(checkout.counts());
        List<Job> jobs = jobs(place, entries, counts);
        Searches searches =
                new Searches(
                        "corpus", place, counts, jobs, asked.fresh(), spec.commandLine().getErr());
        int missing = searches.missing().size();
        if (missing > 0) {
            searches.run(place.engines()::engine, parallel.of(missing), soFar -> {});
        }
        CorpusVerdicts verdicts = new CorpusVerdicts(entries, searches.rows(), place.engines());
        Findings findings = verdicts.findings(searches.rows(), counts);
        String text = CorpusText.of(checkout, verdicts, searches.rows(), findings);
        String asJson = Json.write(CorpusReport.of(verdicts, searches.rows(), findings));
        AtomicFile.write(checkout.work().resolve("corpus.txt"), text);
        AtomicFile.write(checkout.work().resolve("corpus.json"), asJson);
        spec.commandLine().getOut().print(json ? asJson : text);
        return findings.exitCode();
    }

    private List<CorpusEntry> select(Corpus corpus) {
        if (words.isEmpty()) {
            return corpus.entries();
        }
        Set<CorpusEntry> chosen = new LinkedHashSet<>();
        for (String word : words) {
            List<CorpusEntry> named = corpus.named(word);
            if (named.isEmpty()) {
                throw new UsageException(
                        corpus.row(word)
                                .map(CorpusCommand::notThere)
                                .orElseGet(
                                        () ->
                                                "no bug of the corpus is named by '"
                                                        + word
                                                        + "': not by its id, year, property,"
                                                        + " function or commit."
                                                        + Nearest.hint(word, corpus.words())));
            }
            chosen.addAll(named);
        }
        return corpus.entries().stream().filter(chosen::contains).toList();
    }

    private static String notThere(CorpusLedger.Row row) {
        String what = row.id() + " (" + row.what() + ") ";
        return switch (row.state()) {
            case WAITS -> what + "waits for generation " + row.where() + ": " + row.reason() + ".";
            case SEE -> what + "is shown by " + row.where() + ".";
            default -> what + "is left out: " + row.reason() + ".";
        };
    }

    /** The runs of all claims, each once. */
    private List<Job> jobs(Workplace place, List<CorpusEntry> entries, Counts counts) {
        Set<Job> jobs = new LinkedHashSet<>();
        for (CorpusEntry entry : entries) {
            for (Claim claim : entry.claims()) {
                jobs.addAll(asked.jobs(place, claim.scenario(), claim.kernel(), counts));
            }
        }
        if (jobs.isEmpty()) {
            throw new UsageException(
                    "nothing to run: the scenarios of these bugs are for another engine than "
                            + String.join(", ", asked.named())
                            + "; --deep asks it all the same.");
        }
        return new ArrayList<>(jobs);
    }
}
