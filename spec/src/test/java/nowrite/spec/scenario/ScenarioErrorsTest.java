package nowrite.spec.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import nowrite.spec.KernelCatalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every error names its line and says what is wrong and what would be right. */
class ScenarioErrorsTest {

    private static final String BEGIN = "pages 2\nfile 3h\n";
    private static final String END = "\nexpect 2.6.26 holds\n";

    private static ScenarioException refused(String text) {
        ScenarioParser parser =
                new ScenarioParser(Path.of("scenarios"), ScenarioParserTest.CATALOGUE);
        return assertThrows(
                ScenarioException.class, () -> parser.parse("name", Path.of("name.scn"), text));
    }

    private static void assertAccepted(String text) {
        new ScenarioParser(Path.of("scenarios"), ScenarioParserTest.CATALOGUE)
                .parse("name", Path.of("name.scn"), text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            tsak t truncate 1h           | 'tsak' is not a word that a line starts with
            task t                       | an operation is missing
            task t truncate 1h,          | an operation is missing
            task t jump 1h               | 'jump' is not an operation; there is store
            task 1t truncate 1h          | '1t' is not the name of a task
            task daemon truncate 1h      | 'daemon' is not the name of a task
            task t truncate              | 'truncate' has one word after it
            task t truncate 1h 2h        | 'truncate' has one word after it
            task t truncate 5h           | the size 5h is beyond the file's 2 pages
            task t truncate 1x           | '1x' is not a size
            task t store                 | 'store' is not a store
            task t store 0h 1h           | 'store 0h 1h' is not a store
            task t store 4h              | 4h is outside the file's 2 pages (0h to 3h)
            task t store 0p              | a store touches one half page
            task t store x               | 'x' is not a half page
            task t store 0h via q        | there is no task 'q' to go via
            task t write                 | 'write' has one word after it
            task t write 0h..4h          | 4h is outside the file's 2 pages
            task t write 1h..0h          | the range 1h..0h ends before it begins
            task t write 1h..2h          | the range 1h..2h crosses a page
            task t write 0p..1p          | a range is given in half pages
            task t write 2p              | 2p is outside the file's 2 pages
            task t writepages            | 'writepages' has one word after it
            task t writepages some       | writepages takes 'none' (WB_SYNC_NONE) or 'all'
            task t chmod 1h              | 'chmod' has nothing after it
            task t fsync all             | 'fsync' has nothing after it
            task t sync all              | 'sync' has nothing after it
            task t dio-read              | 'dio-read' is not a direct read
            task t dio-read 0            | 'dio-read 0' is not a direct read
            task t dio-read into 0 1     | 'dio-read into 0 1' is not a direct read
            task t dio-read onto 0       | 'dio-read onto 0' is not a direct read
            task t dio-read into 1p      | '1p' is not the number of a page
            task t dio-read into 2       | page 2 is outside the file's pages (0 to 1)
            task t dio-read into 4h      | 4h is outside the file's 2 pages (0h to 3h)
            task t dio-read into 0 via q | there is no task 'q' to go via
            task t reclaim               | 'reclaim' has one word after it
            task t reclaim 0h            | '0h' is not the number of a page
            task t reclaim 2             | page 2 is outside the file's pages (0 to 1)
            task t reclaim 0 cheap       | 'cheap' is not an allocation that reclaims; there is costly
            task t reclaim 0 nofs now    | 'reclaim' has one word after it
            task t migrate               | 'migrate' has one word after it
            task t migrate 2             | page 2 is outside the file's pages (0 to 1)
            task t throttle 0            | 'throttle' has nothing after it
            task t close 0               | 'close' has nothing after it
            task t close                 | task t has no mapping to close
            task t store 0h, close, close| task t closes its file twice
            """)
    void inATask(String line, String reason) {
        ScenarioException e = refused(BEGIN + line + END);
        assertRefused(e, 3, reason);
        assertAccepted(BEGIN + e.example() + END);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            task t punch 2     | page 2 is outside the file's pages (0 to 1)
            task t read 1p     | a read returns one half page, not a page
            task t read direct | 'read direct' has one word after it
            task t stat 0      | 'stat' has nothing after it
            task t open now    | 'open' has nothing after it
            task t syncfs 0    | 'syncfs' has nothing after it
            task t abort now   | 'abort' has nothing after it
            task t fallocate   | 'fallocate' has one word after it
            task t fallocate 0 | '0' is not a size to which a file can grow
            task t copy 0 1    | 'copy 0 1' is not a copy: it needs a page, 'to', and another
            task t copy 0 to 0 | copy_file_range refuses ranges that overlap
            task t copy 0 to 9 | page 9 is outside the file's pages
            task t write 0h via t | task t never closes its file
            daemon any-order, no FSYNC, no FSYNC | 'no FSYNC' is not something that a daemon does
            daemon slow        | the daemon's first word is any-order
            """)
    void inATaskOfALaterGeneration(String line, String reason) {
        ScenarioParser parser =
                new ScenarioParser(
                        Path.of("scenarios"), new KernelCatalogue(Set.of("6.1"), Set.of()));
        String end = END.replace("2.6.26", "6.1");
        String text = BEGIN + (line.startsWith("task") ? line : "task t fsync\n" + line) + end;
        ScenarioException e =
                assertThrows(
                        ScenarioException.class,
                        () -> parser.parse("name", Path.of("name.scn"), text));
        assertTrue(e.getMessage().contains(reason), e.getMessage());
    }

    @Test
    void anOperationThatCameLaterIsRefused() {
        ScenarioException e = refused(BEGIN + "task t open trunc" + END);
        assertTrue(
                e.getMessage().contains("'open trunc' is modelled from 6.1 on, not in 2.6.26"),
                e.getMessage());
        ScenarioException errors =
                refused(BEGIN + "task t fsync\ndaemon any-order, write may fail" + END);
        assertTrue(
                errors.getMessage().contains("errors of WRITE are modelled from 6.1 on"),
                errors.getMessage());
        for (String unknown : new String[] {"FSYNC", "FLUSH"}) {
            ScenarioException old =
                    refused(BEGIN + "task t fsync\ndaemon any-order, no " + unknown + END);
            assertTrue(
                    old.getMessage().contains("a daemon without FSYNC or FLUSH"), old.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            daemon                               | the daemon's first word is any-order
            daemon slow                          | the daemon's first word is any-order
            daemon threads 4                     | the daemon's first word is any-order
            daemon any-order, quiet              | 'quiet' is not something that a daemon does
            daemon any-order, silent, silent     | 'silent' is not something that a daemon does
            daemon any-order, setattr may fail   | 'setattr may fail' does not say how
            daemon any-order, setattr may fail x | SETATTR cannot fail by 'x'; there is eio-before
            daemon any-order, setattr may fail eio-after eio-after | eio-after is named twice
            daemon any-order, silent, setattr may fail eio-after | a silent daemon does not answer
            daemon any-order, allocates          | 'allocates' is followed by the name of one
            daemon any-order, allocates t t      | 'allocates' is followed by the name of one
            daemon any-order, allocates x        | there is no task 'x' that allocates
            daemon any-order, allocates t        | task t cannot be an allocation of the daemon
            max-pages                            | 'max-pages' says how many pages one WRITE has
            max-pages 0                          | 'max-pages' says how many pages one WRITE has
            max-pages 3                          | at most, 1 to the file's 2, not '3'
            max-pages 1p                         | 'max-pages' says how many pages one WRITE has
            client                               | '' is not a client; there is fuse, metadata
            client ext4                          | 'ext4' is not a client; there is fuse, metadata
            alloc                                | 'alloc' has only one form
            alloc fails                          | 'alloc' has only one form
            reach                                | '' is not a condition
            reach at                             | 'at' is not a condition
            reach at nowhere                     | 'nowhere' is not a step
            reach asleep Here:there              | 'Here:there' is not a step
            mount writeback_cache                | 'writeback_cache' is not a mode of a mount
            reach at fuse_set_nowrite:bais       | no kernel has a step 'fuse_set_nowrite:bais'
            reach no-such-thing                  | 'no-such-thing' is not a condition; there is
            engines                              | 'engines' names no engine
            engines spin                         | 'spin' is not an engine
            engines tlc tlc                      | 'tlc' is not an engine, or is named twice
            budget                               | '' is not a part of a budget
            budget states 0                      | 'states 0' is not a part of a budget
            budget time 5h                       | 'time 5h' is not a part of a budget
            budget time 5s, time 6s              | 'time 6s' is not a part of a budget
            expect                               | the kernel is missing
            expect 2.6.26                        | the verdict is missing
            expect 2.6.26 without                | the name of a revert is missing
            expect 2.6.26 without crop           | the verdict is missing
            expect 3.13 holds                    | there is no generation '3.13'; there is 2.6.26
            expect holds                         | 'holds' is not the name of a generation
            expect 2.6.26 without drop holds     | there is no revert 'drop'; there is crop, nowrite
            expect 2.6.26 fails                  | 'fails' is not a verdict
            expect 2.6.26 holds P1               | 'holds' is about all properties
            expect 2.6.26 violates               | 'violates' names no property
            expect 2.6.26 violates P77           | 'P77' is not a property; there is P1 P2
            expect 2.6.26 violates P1 P1         | P1 is named twice
            expect 2.6.26 holds, violates P1     | a kernel either holds or violates something
            expect 2.6.26 blocks t               | no task can block for good behind a daemon
            """)
    void inAnotherLine(String line, String reason) {
        String begin = BEGIN + "task t truncate 1h\n";
        ScenarioException e = refused(begin + line + "\n");
        assertRefused(e, 4, reason);
        assertAccepted(begin + e.example() + (e.example().startsWith("expect") ? "" : END));
    }

    @Test
    void inADaemonThatAllocates() {
        String text = BEGIN + "task t chmod\ntask r reclaim 0\n";
        ScenarioException e = refused(text + "daemon any-order, allocates t" + END);
        assertRefused(e, 5, "it does more than reclaim pages");
        assertEquals("daemon any-order, allocates r", e.example());
        assertAccepted(text + e.example() + END);
        e = refused(text + "daemon any-order, allocates r, silent" + END);
        assertRefused(e, 5, "a silent daemon never replies");
        assertAccepted(text + e.example() + END);
        e = refused(text + "daemon any-order, allocates r, allocates r" + END);
        assertRefused(e, 5, "or is said twice");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            expect 2.6.26 blocks    | 'blocks' names no task
            expect 2.6.26 blocks x  | there is no task 'x'; there is t
            expect 2.6.26 blocks t t| task t is named twice
            """)
    void inABlockedTask(String line, String reason) {
        String text = BEGIN + "task t truncate 1h\ndaemon any-order, silent\n" + line;
        assertRefused(refused(text), 5, reason);
        assertAccepted(text.replace(line, refused(text).example()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pages", "pages 0", "pages 5", "pages two", "pages 1 2"})
    void inThePages(String line) {
        assertRefused(refused(line + "\nfile 1h\ntask t fsync" + END), 1, "1 to 4 pages");
    }

    @Test
    void inTheFile() {
        assertRefused(
                refused("pages 1\nfile 3h\ntask t fsync" + END), 2, "does not fit into 1 pages");
        assertRefused(refused("pages 1\nfile 2\ntask t fsync" + END), 2, "'2' is not a size");
    }

    @Test
    void ofWhatIsSaidTwice() {
        assertRefused(
                refused(BEGIN + "task t fsync\ntask t chmod" + END),
                4,
                "task t is in line 3 already");
        assertRefused(refused(BEGIN + "pages 2\n"), 3, "'pages' has been said in line 1 already");
        assertRefused(
                refused(BEGIN + "task t fsync\nreach two-in-flight\nreach two-in-flight" + END),
                5,
                "'two-in-flight' is in line 4 already");
        assertRefused(
                refused(BEGIN + "task t fsync" + END + "expect 2.6.26 violates P1\n"),
                5,
                "the verdict on 2.6.26 is in line 4 already");
    }

    @Test
    void ofWhatIsMissing() {
        assertRefused(refused("file 1h\ntask t fsync" + END), 0, "a line 'pages ...' is missing");
        assertRefused(refused("pages 1\ntask t fsync" + END), 0, "a line 'file ...' is missing");
        assertRefused(refused(BEGIN + END), 0, "a line 'task ...' is missing");
        assertRefused(refused(BEGIN + "task t fsync"), 0, "a line 'expect ...' is missing");
    }

    @Test
    void ofTooMuch() {
        StringBuilder text = new StringBuilder(BEGIN);
        for (int i = 1; i <= 10; i++) {
            text.append("task t").append(i).append(" fsync\n");
        }
        assertRefused(refused(text + END), 12, "there are too many tasks");
        String many = "task t " + "fsync, ".repeat(98) + "fsync";
        assertRefused(refused(BEGIN + many + END), 3, "there are too many operations");
    }

    @Test
    void readsAsASentence() {
        assertEquals(
                "name.scn:3: the size 5h is beyond the file's 2 pages\n"
                        + "  correct would be, for example:  task t   truncate 1h",
                refused(BEGIN + "task t truncate 5h" + END).getMessage());
    }

    @Test
    void ofAFileThatIsNoText(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("x.scn"), new byte[] {(byte) 0xff, (byte) 0xfe});
        ScenarioParser parser = new ScenarioParser(folder, ScenarioParserTest.CATALOGUE);
        ScenarioException e = assertThrows(ScenarioException.class, () -> parser.parse(file));
        assertTrue(e.getMessage().contains("not UTF-8"), e.getMessage());
    }

    private static void assertRefused(ScenarioException e, int line, String reason) {
        assertEquals(line, e.line(), e.getMessage());
        assertTrue(e.reason().contains(reason), e.getMessage());
        assertTrue(!e.example().isBlank(), e.getMessage());
    }

    @Test
    void whatOnlyFuseHasIsRefusedOfAnotherClient() {
        String text = "pages 1\nfile 1p\nclient metadata\n";
        ScenarioException e = refused(text + "task t store 0h, chmod" + END);
        assertTrue(e.getMessage().contains("only FUSE has 'chmod'"), e.getMessage());
        e = refused(text + "task t store 0h\ndaemon any-order" + END);
        assertTrue(e.getMessage().contains("only FUSE has a daemon"), e.getMessage());
        assertAccepted(text + "task t store 0h, truncate 0, writepages all, fsync" + END);
    }

    @Test
    void aChangeOfTheClientNeedsTheClient() {
        ScenarioParser parser =
                new ScenarioParser(
                        Path.of("scenarios"),
                        new KernelCatalogue(Set.of("2.6.30"), Set.of("client-locked")));
        String text = "pages 1\nfile 1p\ntask t store 0h\n";
        String expect = "expect 2.6.30 without client-locked holds\n";
        parser.parse("name", Path.of("name.scn"), text + "client metadata\n" + expect);
        ScenarioException e =
                assertThrows(
                        ScenarioException.class,
                        () -> parser.parse("name", Path.of("name.scn"), text + expect));
        assertTrue(e.getMessage().contains("needs the line 'client metadata'"), e.getMessage());
    }
}
