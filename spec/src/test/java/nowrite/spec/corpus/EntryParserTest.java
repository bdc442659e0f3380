package nowrite.spec.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nowrite.spec.KernelCatalogue;
import nowrite.spec.Property;
import nowrite.spec.Word;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.ScenarioException;
import nowrite.spec.scenario.ScenarioParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Entries are read as they are meant, and a wrong one is refused with its place and what is right.
 */
class EntryParserTest {
    private static final KernelCatalogue CATALOGUE =
            new KernelCatalogue(Set.of("3.13"), Set.of("crop", "nowrite"));

    private static final String ENTRY =
            """
            # a bug in one line
            # What happened.
            commit    d5880c7a8620 2019 fuse: fix it
            function  fuse_writepage page_mkclean
            scenario  one
            before    3.13 without crop     violates P3 P4  # it goes wrong
            before    3.13 without nowrite  holds P3        # hidden
            after     3.13                  holds           # it does not
            bounds    1 page
            """;

    @TempDir private Path root;

    private static Optional<Scenario> scenario(String name) {
        return name.equals("one")
                ? Optional.of(
                        new ScenarioParser(Path.of("x"), CATALOGUE)
                                .parse(
                                        "one",
                                        Path.of("one.scn"),
                                        """
                                        pages 1
                                        file 1p
                                        task p store 0h
                                        expect 3.13 holds
                                        expect 3.13 without crop violates P3 P4 P5
                                        expect 3.13 without nowrite holds
                                        """))
                : Optional.empty();
    }

    private CorpusEntry parse(String folder, String text) throws IOException {
        Path at = Files.createDirectories(root.resolve(folder));
        Files.writeString(at.resolve(CorpusEntry.FILE), text);
        return new EntryParser(CATALOGUE, EntryParserTest::scenario).parse(at);
    }

    @Test
    void anEntrySaysWhatEachKernelDoes() throws IOException {
        CorpusEntry entry = parse("F19-it-goes-wrong", ENTRY);
        assertEquals("F19", entry.id());
        assertEquals("a bug in one line", entry.title());
        assertEquals("What happened.", entry.story());
        assertEquals(List.of(new Fix("d5880c7a8620", 2019, "fuse: fix it")), entry.fixes());
        assertEquals(Set.of(Property.P3, Property.P4), entry.properties());
        assertEquals("3.13", entry.generation());
        assertEquals("it goes wrong", entry.shown().reason());
        assertEquals(
                List.of("violates P3 P4", "holds P3", "holds P3 P4"),
                entry.claims().stream().map(Claim::text).toList());
    }

    @Test
    void anEntryIsNamedByIdFolderYearPropertyFunctionAndCommit() throws IOException {
        CorpusEntry entry = parse("F19-it-goes-wrong", ENTRY);
        for (String word :
                "F19 f19 F19-it-goes-wrong 2019 P4 page_mkclean d5880c7 d5880c7a8620".split(" ")) {
            assertTrue(entry.isMeantBy(word), word);
        }
        for (String word : "F1 2018 P5 page d588 3.13".split(" ")) {
            assertFalse(entry.isMeantBy(word), word);
        }
    }

    @Test
    void onlyAnExhaustedSearchMeetsAClaimThatSomethingHolds() throws IOException {
        Claim before = parse("F19-it-goes-wrong", ENTRY).claims().get(0);
        Claim after = parse("F19-it-goes-wrong", ENTRY).claims().get(2);
        for (Word word : Word.values()) {
            assertEquals(word == Word.VIOLATED, before.isMetBy(word), word.text());
            assertEquals(word == Word.HOLDS_EXHAUSTED, after.isMetBy(word), word.text());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    commit    d5880c7a8620 2019   | commit    d588 2019           | entry:3: a commit is its hash
                    commit                        | comit                         | entry:3: 'comit' is not a word
                    commit    d5880c7a8620 2019 fuse: fix it | # none             | entry: a line 'commit ...' is missing
                    fuse_writepage page           | fuse-writepage page           | entry:4: 'fuse-writepage' is not the name
                    function  fuse_writepage page_mkclean | # none                | entry: a line 'function ...' is missing
                    bounds    1 page              | # none                        | entry: a line 'bounds ...' is missing
                    scenario  one                 | scenario  two                 | entry:5: there is no scenario 'two'
                    scenario  one                 | # none                        | entry:6: which scenario?
                    before    3.13 without crop   | before    3.13 without corp   | entry:6: there is no revert 'corp'
                    violates P3 P4                | violates P3 P99               | entry:6: 'P99' is not a property
                    violates P3 P4                | violates P3 P3                | entry:6: P3 is named twice
                    violates P3 P4                | violates                      | entry:6: no property is named
                    violates P3 P4                | brakes P3                     | entry:6: the verdict is missing
                    violates P3 P4                | violates P3 P8                | one.scn:5 says the contrary of P8
                    holds P3        # hidden      | holds P3                      | entry:7: the reason is missing
                    after     3.13                | after     3.13 without crop   | one.scn:5 says the contrary of P3
                    holds           # it          | violates P3     # it          | entry:8: a kernel with the fix holds
                    after     3.13                | before    3.13                | entry:8: no property is named
                    after     3.13                | after 3.13 without nowrite without crop | entry:8: one.scn expects nothing of '3.13 without crop without nowrite'
                    # a bug in one line           | pages 1                       | entry:1: 'pages' is not a word
                    # What happened.              |                               | entry:1: what happened is missing
                    """)
    void aWrongEntryIsRefusedWithItsPlace(String right, String wrong, String message) {
        assertTrue(ENTRY.contains(right), right);
        String text = ENTRY.replace(right, wrong == null ? "" : wrong);
        ScenarioException refused =
                assertThrows(ScenarioException.class, () -> parse("F19-it-goes-wrong", text));
        assertTrue(refused.getMessage().contains(message), refused.getMessage());
        assertTrue(refused.getMessage().contains("correct would be"), refused.getMessage());
    }

    @Test
    void aViolationWithoutAKernelThatHoldsIsRefused() {
        String text = ENTRY.replace("after     3.13                  holds           #", "#");
        ScenarioException refused =
                assertThrows(ScenarioException.class, () -> parse("F19-it-goes-wrong", text));
        assertTrue(refused.getMessage().contains("no kernel with the fix"), refused.getMessage());
        assertEquals(6, refused.line());
    }

    @Test
    void aFolderNeedsItsIdInItsName() {
        ScenarioException refused =
                assertThrows(ScenarioException.class, () -> parse("goes-wrong", ENTRY));
        assertTrue(refused.getMessage().contains("named by its id"), refused.getMessage());
    }

    @Test
    void aLedgerThatDoesNotFitTheFoldersIsRefused() throws IOException {
        parse("F19-it-goes-wrong", ENTRY);
        assertEquals(1, read("F19\tin\n").entries().size());
        for (String[] wrong :
                new String[][] {
                    {"", "F19 has a folder, and the ledger does not say"},
                    {"F19\tout\t\t\t\tsomething\twhy\n", "F19 has a folder, and the ledger"},
                    {"F19\tin\nF20\tin\n", "F20 is in, and has no folder"},
                    {"F19\tin\nF19\tin\n", "ledger.tsv:2: F19 stands there twice"},
                    {"F19\tin\nX1\tin\n", "ledger.tsv:2: 'X1' is not the id of a bug"},
                    {"F19\tin\nF20\tlater\n", "ledger.tsv:2: what becomes of F20?"},
                    {"F19\tin\nF20\twaits\t6.1\n", "ledger.tsv:2: 7 fields"},
                    {"F19\tin\nF20\twaits\tnext\t\t\twhat\twhy\n", "'next' is not the name of a"},
                    {"F19\tin\nF20\twaits\t6.1\t\t\twhat\t \n", "the reason must not be empty"},
                    {"F19\tin\nD01\tsee\tF20\t\t\twhat\twhy\n", "D01 is seen in 'F20'"},
                    {"F19\tin\tmore\n", "has everything else in its folder"},
                }) {
            ScenarioException refused =
                    assertThrows(ScenarioException.class, () -> read(wrong[0]), wrong[1]);
            assertTrue(refused.getMessage().contains(wrong[1]), refused.getMessage());
        }
        assertEquals(1, read("F19\tin\nD01\tsee\tF19\t\t\twhat\twhy\n").entries().size());
        assertEquals(1, read("F19\tin\nD01\tsee\tone\t\t\twhat\twhy\n").entries().size());
    }

    private Corpus read(String ledger) throws IOException {
        Files.writeString(root.resolve(CorpusLedger.FILE), ledger);
        return Corpus.read(root, new EntryParser(CATALOGUE, EntryParserTest::scenario));
    }
}
