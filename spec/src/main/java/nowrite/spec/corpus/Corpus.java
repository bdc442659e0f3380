package nowrite.spec.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import nowrite.spec.scenario.ScenarioException;

/**
 * All entries, and the ledger that counts them.
 *
 * @param entries the entries, by id
 * @param ledger every bug that is known
 */
public record Corpus(List<CorpusEntry> entries, CorpusLedger ledger) {

    /** Copies the list. */
    public Corpus {
        entries = List.copyOf(entries);
    }

    /**
     * Reads the folder of the corpus.
     *
     * @throws ScenarioException if an entry or the ledger is wrong, or they do not fit together
     * @throws IOException if something cannot be read
     */
    public static Corpus read(Path root, EntryParser parser) throws IOException {
        Path file = root.resolve(CorpusLedger.FILE);
        CorpusLedger ledger = CorpusLedger.read(file);
        List<CorpusEntry> entries = new ArrayList<>();
        try (Stream<Path> folders = Files.list(root)) {
            for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
                entries.add(parser.parse(folder));
            }
        }
        Set<String> ids = new TreeSet<>();
        for (CorpusEntry entry : entries) {
            if (!ids.add(entry.id())) {
                throw new ScenarioException(
                        entry.folder().toString(),
                        0,
                        entry.id() + " has another folder already",
                        "one folder for each id");
            }
            CorpusLedger.Row row = ledger.rows().get(entry.id());
            if (row == null || row.state() != CorpusLedger.State.IN) {
                throw new ScenarioException(
                        file.toString(),
                        0,
                        entry.id() + " has a folder, and the ledger does not say that it is in",
                        entry.id() + "\tin");
            }
        }
        for (CorpusLedger.Row row : ledger.rows().values()) {
            if (row.state() == CorpusLedger.State.IN && !ids.contains(row.id())) {
                throw new ScenarioException(
                        file.toString(),
                        0,
                        row.id() + " is in, and has no folder",
                        root.resolve(row.id() + "-a-few-words")
                                .resolve(CorpusEntry.FILE)
                                .toString());
            }
        }
        for (CorpusLedger.Row row : ledger.rows().values()) {
            if (row.state() == CorpusLedger.State.SEE
                    && !ids.contains(row.where())
                    && !parser.knows(row.where())) {
                throw new ScenarioException(
                        file.toString(),
                        0,
                        row.id()
                                + " is seen in '"
                                + row.where()
                                + "', which is neither an entry nor a scenario",
                        row.id() + "\tsee\treclaim/redirtied\t...");
            }
        }
        return new Corpus(entries, ledger);
    }

    /** The entries that a word names; see {@link CorpusEntry#isMeantBy}. */
    public List<CorpusEntry> named(String word) {
        return entries.stream().filter(entry -> entry.isMeantBy(word)).toList();
    }

    /** The row of the ledger that a word names. */
    public Optional<CorpusLedger.Row> row(String word) {
        return ledger.rows().values().stream()
                .filter(row -> row.id().equalsIgnoreCase(word))
                .findFirst();
    }

    /** Every word that names an entry. */
    public Set<String> words() {
        Set<String> words = new TreeSet<>();
        for (CorpusEntry entry : entries) {
            words.add(entry.id());
            words.add(entry.folder().getFileName().toString());
            words.add(Integer.toString(entry.year()));
            entry.properties().forEach(property -> words.add(property.name()));
            words.addAll(entry.functions());
        }
        return words;
    }
}
