package nowrite.stress.cli.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nowrite.spec.Property;
import nowrite.spec.corpus.Claim;
import nowrite.spec.corpus.CorpusEntry;
import nowrite.spec.corpus.Fix;
import nowrite.stress.cli.jobs.Row;

/**
 * A run of the corpus as {@code --json} prints it.
 *
 * @param schema version of this form
 * @param jdk the version of the JDK that ran it
 * @param exitCode the exit code
 * @param verdict the exit code in words
 * @param findings what is wrong, in words
 * @param bugs the entries
 * @param runs one entry for each run, with everything that came out
 */
public record CorpusReport(
        int schema,
        String jdk,
        int exitCode,
        String verdict,
        Findings findings,
        List<Bug> bugs,
        List<CheckReport.Run> runs) {

    /** The version of the form. */
    public static final int SCHEMA = 1;

    /** An entry of the corpus, and what came out of its claims. */
    public record Bug(
            String id,
            String title,
            List<Fix> fixes,
            Set<String> functions,
            Set<Property> properties,
            List<Shown> claims) {}

    /**
     * A claim.
     *
     * @param fixed whether the kernel has the fix
     * @param claim what is claimed
     * @param met by engine, whether it came out; an engine that was not asked is missing
     * @param millis by engine, the time of the search in milliseconds
     */
    public record Shown(
            String scenario,
            String kernel,
            boolean fixed,
            String claim,
            Map<String, Boolean> met,
            Map<String, Long> millis) {}

    /** Puts the report together. */
    public static CorpusReport of(
            CorpusVerdicts verdicts, Collection<Row> rows, Findings findings) {
        List<Bug> bugs = new ArrayList<>();
        for (CorpusEntry entry : verdicts.entries()) {
            bugs.add(
                    new Bug(
                            entry.id(),
                            entry.title(),
                            entry.fixes(),
                            entry.functions(),
                            entry.properties(),
                            entry.claims().stream().map(claim -> shown(verdicts, claim)).toList()));
        }
        return new CorpusReport(
                SCHEMA,
                System.getProperty("java.version"),
                findings.exitCode(),
                findings.sentence(rows.size()),
                findings,
                bugs,
                rows.stream().map(CheckReport::run).toList());
    }

    private static Shown shown(CorpusVerdicts verdicts, Claim claim) {
        Map<String, Boolean> met = new LinkedHashMap<>();
        Map<String, Long> millis = new LinkedHashMap<>();
        verdicts.rows(claim)
                .forEach(
                        (engine, row) -> {
                            met.put(engine, CorpusVerdicts.isMet(claim, row.outcome()));
                            millis.put(engine, row.outcome().millis());
                        });
        return new Shown(
                claim.scenario().name(),
                claim.kernel().toString(),
                claim.fixed(),
                claim.text(),
                met,
                millis);
    }
}
