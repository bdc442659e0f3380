package nowrite.stress.cli.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nowrite.spec.Property;
import nowrite.spec.Word;
import nowrite.spec.corpus.Claim;
import nowrite.spec.corpus.CorpusEntry;
import nowrite.stress.cli.home.Engines;
import nowrite.stress.cli.jobs.Counts;
import nowrite.stress.cli.jobs.Job;
import nowrite.stress.cli.jobs.Outcome;
import nowrite.stress.cli.jobs.Row;

/**
 * The rows of a run of the corpus held against what its entries claim. A bug is found only if the
 * kernel without the fix violates the property that the entry names; and the fix is one only if the
 * kernel with it holds, in a search of the whole space.
 */
public final class CorpusVerdicts {
    private final List<CorpusEntry> entries;
    private final Map<String, Map<String, Row>> rows = new TreeMap<>();
    private final Engines engines;

    /** Sorts the rows by scenario and kernel. */
    public CorpusVerdicts(List<CorpusEntry> entries, Collection<Row> rows, Engines engines) {
        this.engines = engines;
        this.entries = List.copyOf(entries);
        rows.forEach(
                row ->
                        this.rows
                                .computeIfAbsent(place(row.job()), place -> new TreeMap<>())
                                .put(row.job().engine(), row));
    }

    private static String place(Job job) {
        return job.scenario().name() + ", " + job.kernel();
    }

    /** The entries. */
    public List<CorpusEntry> entries() {
        return entries;
    }

    /** What the engines say of a claim, by their names. */
    public Map<String, Row> rows(Claim claim) {
        return rows.getOrDefault(claim.scenario().name() + ", " + claim.kernel(), Map.of());
    }

    /** Whether an outcome is what is claimed, for every property. */
    public static boolean isMet(Claim claim, Outcome outcome) {
        return claim.about().stream().allMatch(p -> claim.isMetBy(word(outcome, p)));
    }

    private static Word word(Outcome outcome, Property property) {
        return outcome.words().getOrDefault(property, Word.FAILED);
    }

    /** What is wrong: with the runs as in any check, and with the claims of the entries. */
    public Findings findings(Collection<Row> all, Counts counts) {
        Findings check = Judge.judge(all, counts);
        List<Finding> differences = new ArrayList<>(check.differences());
        List<Finding> unknowns = new ArrayList<>(check.unknowns());
        List<Finding> notes = new ArrayList<>(check.notes());
        for (CorpusEntry entry : entries) {
            for (Claim claim : entry.claims()) {
                for (Row row : rows(claim).values()) {
                    compare(entry, claim, row, differences, unknowns);
                }
                for (String engine : Engines.names()) {
                    Optional<String> whyNot =
                            engines.whyNot(engine, claim.scenario(), claim.kernel());
                    if (rows(claim).containsKey(engine)) {
                        continue;
                    }
                    if (whyNot.isPresent()) {
                        notes.add(skipped(entry, claim, engine, whyNot.get()));
                    } else if (!claim.scenario().engines().contains(engine)) {
                        notes.add(skipped(entry, claim, engine, forOthers(claim)));
                    }
                }
            }
        }
        return new Findings(
                check.failures(),
                check.disagreements(),
                differences,
                unknowns,
                notes.stream().distinct().toList());
    }

    private static String forOthers(Claim claim) {
        return "the scenario is for "
                + String.join(", ", claim.scenario().engines())
                + "; --deep asks this engine too";
    }

    private static Finding skipped(CorpusEntry entry, Claim claim, String engine, String why) {
        return new Finding(
                entry.id() + ", " + claim.scenario().name() + ", " + engine,
                "skipped: " + why,
                null);
    }

    private static void compare(
            CorpusEntry entry,
            Claim claim,
            Row row,
            List<Finding> differences,
            List<Finding> unknowns) {
        String engine = row.job().engine();
        for (Property property : claim.about()) {
            Word word = word(row.outcome(), property);
            if (claim.isMetBy(word) || word == Word.FAILED) {
                continue; // What failed is among the failures of the check.
            }
            Finding finding =
                    new Finding(
                            entry.id() + ": " + row.job().name(),
                            property
                                    + (claim.violated() ? " must be violated" : " must hold")
                                    + (claim.fixed() ? " with the fix" : " without the fix")
                                    + ", and the verdict is: "
                                    + word.text(),
                            "./nowrite corpus "
                                    + entry.id()
                                    + " --fresh "
                                    + Engines.option(engine));
            (word == Word.UNKNOWN ? unknowns : differences).add(finding);
        }
    }
}
