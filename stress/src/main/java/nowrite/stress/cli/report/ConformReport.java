package nowrite.stress.cli.report;

import java.util.List;
import java.util.Locale;
import nowrite.spec.ExitCode;
import nowrite.stress.conform.Conformed;
import nowrite.stress.conform.Coverage;
import nowrite.stress.conform.Difference;

/**
 * What {@code conform} found, as {@code --json} prints it.
 *
 * @param schema version of this form
 * @param exitCode the exit code
 * @param verdict the result in a sentence
 * @param comparisons each scenario on each kernel
 * @param skipped which scenarios were not compared, and why
 * @param coverage what occurs in the graphs that are equal
 * @param gaps what had to occur and does not; empty unless everything was compared
 */
public record ConformReport(
        int schema,
        int exitCode,
        String verdict,
        List<Run> comparisons,
        List<String> skipped,
        Coverage coverage,
        List<String> gaps) {

    private static final int SCHEMA = 1;

    /**
     * A scenario on a kernel.
     *
     * @param equal whether the graphs are the same
     * @param spec size of the spec's graph
     * @param model size of the model's graph
     * @param compareMillis how long the comparison itself took
     * @param difference the first difference, null if none was found
     * @param unknown why a graph is not whole, null if both are
     * @param failed why the comparison could not be made, null if it was
     */
    public record Run(
            String scenario,
            String kernel,
            boolean equal,
            Conformed.Size spec,
            Conformed.Size model,
            long compareMillis,
            Difference difference,
            String unknown,
            String failed) {}

    private static Run run(Conformed one) {
        return new Run(
                one.scenario(),
                one.kernel(),
                one.equal(),
                one.spec(),
                one.model(),
                one.compareMillis(),
                one.difference(),
                one.unknown(),
                one.failed());
    }

    /**
     * Puts the report together.
     *
     * @param everything whether all scenarios were compared, so that nothing may be missing
     */
    public static ConformReport of(
            List<Conformed> comparisons,
            List<String> skipped,
            Coverage coverage,
            boolean everything) {
        List<String> gaps = everything ? coverage.gaps() : List.of();
        int worst = comparisons.stream().mapToInt(Conformed::exitCode).max().orElse(ExitCode.OK);
        int exitCode = worst == ExitCode.OK && !gaps.isEmpty() ? ExitCode.DIFFERS : worst;
        String verdict = verdict(comparisons, gaps.size());
        return new ConformReport(
                SCHEMA,
                exitCode,
                verdict,
                comparisons.stream().map(ConformReport::run).toList(),
                skipped,
                coverage,
                gaps);
    }

    private static String verdict(List<Conformed> comparisons, int gaps) {
        long equal = comparisons.stream().filter(Conformed::equal).count();
        long states =
                comparisons.stream()
                        .filter(Conformed::equal)
                        .mapToLong(c -> c.spec().states())
                        .sum();
        long edges =
                comparisons.stream()
                        .filter(Conformed::equal)
                        .mapToLong(c -> c.spec().edges())
                        .sum();
        String text =
                String.format(
                        Locale.ROOT,
                        "%d of %d graphs are equal in spec and model (%,d states, %,d edges)",
                        equal,
                        comparisons.size(),
                        states,
                        edges);
        return text + (gaps == 0 ? "." : "; " + gaps + " actions or steps were never compared.");
    }
}
