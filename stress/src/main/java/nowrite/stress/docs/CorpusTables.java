package nowrite.stress.docs;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.corpus.Claim;
import nowrite.spec.corpus.Corpus;
import nowrite.spec.corpus.CorpusEntry;
import nowrite.spec.corpus.CorpusLedger;

/** The tables of docs/corpus.md and of the README, from the corpus and its ledger. */
public final class CorpusTables {
    private CorpusTables() {}

    static String names(Collection<Property> properties) {
        return properties.stream().map(Property::name).collect(Collectors.joining(" "));
    }

    static String code(Collection<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }

    /** Everything: the entries, what waits, what is seen elsewhere, what is left out. */
    public static String all(Corpus corpus) {
        return count(corpus)
                + "\n"
                + entries(corpus.entries())
                + "\nWhat waits for a generation, or for code of one that is not modelled yet:\n\n"
                + rows(corpus.ledger(), CorpusLedger.State.WAITS, "generation")
                + "\nQuestions for every generation, and what answers them now:\n\n"
                + rows(corpus.ledger(), CorpusLedger.State.SEE, "shown by")
                + "\nLeft out:\n\n"
                + rows(corpus.ledger(), CorpusLedger.State.OUT, "");
    }

    /** How many there are of each kind. */
    public static String count(Corpus corpus) {
        StringBuilder text = new StringBuilder();
        text.append("Of ")
                .append(corpus.ledger().rows().size())
                .append(" known bugs and questions ");
        text.append(many(corpus, CorpusLedger.State.IN)).append(" have an entry, ");
        text.append(many(corpus, CorpusLedger.State.SEE)).append(" are shown by one or by a");
        text.append(" scenario, ").append(many(corpus, CorpusLedger.State.WAITS));
        text.append(" wait, ").append(many(corpus, CorpusLedger.State.OUT));
        return text.append(" are left out.\n").toString();
    }

    private static long many(Corpus corpus, CorpusLedger.State state) {
        return corpus.ledger().rows().values().stream().filter(row -> row.state() == state).count();
    }

    private static String entries(List<CorpusEntry> entries) {
        StringBuilder text =
                new StringBuilder(
                        "| bug | year | what | fixed by | functions | violated | scenarios |\n");
        text.append("|---|---|---|---|---|---|---|\n");
        for (CorpusEntry entry : entries) {
            text.append("| [").append(entry.id()).append("](counterexamples/").append(entry.id());
            text.append(".md) | ").append(entry.year()).append(" | ").append(entry.title());
            text.append(" | ");
            text.append(
                    entry.fixes().stream()
                            .map(fix -> fix.shortHash())
                            .collect(Collectors.joining(", ")));
            text.append(" | ").append(code(entry.functions())).append(" | ");
            text.append(names(entry.properties())).append(" | ");
            text.append(
                    entry.claims().stream()
                            .map(claim -> claim.scenario().name())
                            .distinct()
                            .collect(Collectors.joining(", ")));
            text.append(" |\n");
        }
        return text.toString();
    }

    private static String rows(CorpusLedger ledger, CorpusLedger.State state, String where) {
        boolean commits = state != CorpusLedger.State.SEE;
        StringBuilder text = new StringBuilder("| id |");
        text.append(where.isEmpty() ? "" : " " + where + " |");
        text.append(commits ? " year | commit |" : "").append(" what | why |\n");
        int columns = 3 + (where.isEmpty() ? 0 : 1) + (commits ? 2 : 0);
        text.append("|---".repeat(columns)).append("|\n");
        for (CorpusLedger.Row row : ledger.rows().values()) {
            if (row.state() == state) {
                text.append("| ").append(row.id()).append(" | ");
                text.append(where.isEmpty() ? "" : row.where() + " | ");
                String commit = row.commit().substring(0, Math.min(12, row.commit().length()));
                text.append(commits ? row.year() + " | " + commit + " | " : "");
                text.append(row.what()).append(" | ").append(row.reason()).append(" |\n");
            }
        }
        return text.toString();
    }

    /**
     * Which bugs violate a property on a generation without their fix, and which hold with it. It
     * is what the entries claim; {@code ./nowrite corpus} holds them to it.
     */
    public static String grid(List<CorpusEntry> entries) {
        Set<Property> properties = EnumSet.noneOf(Property.class);
        Set<String> generations = new TreeSet<>(KernelId::compareGenerations);
        for (CorpusEntry entry : entries) {
            properties.addAll(entry.properties());
            entry.claims().forEach(claim -> generations.add(claim.kernel().generation()));
        }
        StringBuilder text = new StringBuilder("| property |");
        StringBuilder line = new StringBuilder("|---|");
        for (String generation : generations) {
            text.append(' ').append(generation).append(" reverted | fixed |");
            line.append("---|---|");
        }
        text.append('\n').append(line).append('\n');
        for (Property property : properties) {
            text.append("| ").append(property).append(' ').append(property.title()).append(" |");
            for (String generation : generations) {
                for (boolean fixed : new boolean[] {false, true}) {
                    String ids = ids(entries, property, generation, fixed);
                    text.append(ids.isEmpty() ? "" : fixed ? " holds: " : " violated: ");
                    text.append(ids.isEmpty() ? " |" : ids + " |");
                }
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String ids(
            List<CorpusEntry> entries, Property property, String generation, boolean fixed) {
        return entries.stream()
                .filter(
                        entry ->
                                entry.claims().stream()
                                        .anyMatch(
                                                claim ->
                                                        is(claim, property, fixed)
                                                                && claim.kernel()
                                                                        .generation()
                                                                        .equals(generation)))
                .map(CorpusEntry::id)
                .collect(Collectors.joining(" "));
    }

    private static boolean is(Claim claim, Property property, boolean fixed) {
        return claim.fixed() == fixed
                && claim.violated() != fixed
                && claim.about().contains(property);
    }
}
