package nowrite.spec.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import nowrite.spec.KernelCatalogue;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioParserTest {

    static final KernelCatalogue CATALOGUE =
            new KernelCatalogue(
                    Set.of("2.6.26"),
                    Set.of("nowrite", "crop"),
                    Set.of("fuse_set_nowrite:wait", "fuse_send_writepage:drop", "a:b"));

    static final String FULL =
            """
            # Truncate against a queued WRITE
            #
            # The flusher meets the fence.

            # another block
            pages    2                       # two
            file     3h
            task p   store 0h, store 2h via q
            task q   store 1h
            task t   truncate 1p, chmod
            task w   write 2h..3h, write 1h, write 1p
            task f   writepages none, writepages all
            task s   fsync
            daemon   in-order, setattr may fail other-type eio-before
            alloc    may-fail
            reach    at fuse_send_writepage:drop
            reach    asleep fuse_set_nowrite:wait
            reach    two-in-flight
            engines  tlc
            budget   states 2000000, time 3m
            expect   2.6.26                   holds
            expect   2.6.26 without nowrite   violates P13 P1
            """;

    private static Scenario parse(String text) {
        return new ScenarioParser(Path.of("scenarios"), CATALOGUE)
                .parse("folder/name", Path.of("scenarios/folder/name.scn"), text);
    }

    @Test
    void readsEveryLine() {
        Scenario scenario = parse(FULL);
        assertEquals("folder/name", scenario.name());
        assertEquals("Truncate against a queued WRITE", scenario.title());
        assertEquals("The flusher meets the fence.", scenario.description());
        assertEquals(2, scenario.pages());
        assertEquals(3, scenario.fileHalves());
        assertEquals(1, scenario.daemonThreads());
        assertFalse(scenario.silent());
        assertEquals(
                List.of(SetattrOutcome.EIO_BEFORE, SetattrOutcome.OTHER_TYPE),
                List.copyOf(scenario.setattrOutcomes()));
        assertTrue(scenario.allocMayFail());
        assertEquals(
                List.of(
                        "at fuse_send_writepage:drop",
                        "asleep fuse_set_nowrite:wait",
                        "two-in-flight"),
                scenario.reach().stream().map(Reach::text).toList());
        assertEquals(Set.of("tlc"), scenario.engines());
        assertEquals(new Budget(2_000_000, Duration.ofMinutes(3)), scenario.budget());
        assertEquals(2, scenario.expectations().size());
        assertTrue(scenario.expectations().get(0).holds());
        Expectation reverted =
                scenario.expectation(KernelId.parse("2.6.26 without nowrite")).orElseThrow();
        assertEquals("violates P1 P13", reverted.text());
        assertEquals(Set.of(Property.P1, Property.P13), reverted.violates());
        assertEquals(22, reverted.line());
    }

    @Test
    void readsEveryOperation() {
        List<Op> ops = parse(FULL).tasks().stream().flatMap(task -> task.ops().stream()).toList();
        assertEquals(
                List.of(
                        new Op(1, Op.Kind.STORE, 0, 1, 0, 1, false, "store 0h"),
                        new Op(2, Op.Kind.STORE, 2, 1, 0, 2, false, "store 2h via q"),
                        new Op(3, Op.Kind.STORE, 1, 1, 0, 2, false, "store 1h"),
                        new Op(4, Op.Kind.TRUNCATE, 0, 0, 2, 0, false, "truncate 1p"),
                        new Op(5, Op.Kind.CHMOD, 0, 0, 0, 0, false, "chmod"),
                        new Op(6, Op.Kind.WRITE, 2, 2, 0, 0, false, "write 2h..3h"),
                        new Op(7, Op.Kind.WRITE, 1, 1, 0, 0, false, "write 1h"),
                        new Op(8, Op.Kind.WRITE, 2, 2, 0, 0, false, "write 1p"),
                        new Op(9, Op.Kind.WRITEPAGES, 0, 0, 0, 0, false, "writepages none"),
                        new Op(10, Op.Kind.WRITEPAGES, 0, 0, 0, 0, true, "writepages all"),
                        new Op(11, Op.Kind.FSYNC, 0, 0, 0, 0, false, "fsync")),
                ops);
    }

    static final String LATER =
            """
            pages     2
            file      2p
            max-pages 1
            task io   dio-read into 1 via p, dio-read into 0h
            task p    store 2h, close
            task r    reclaim 1, reclaim 0
            task s    sync, migrate 1
            task a    reclaim 0 costly, reclaim 1 nofs, throttle
            daemon    any-order, allocates r
            reach     batch
            reach     chained
            reach     redirtied-in-flight
            expect    2.6.26  holds
            """;

    @Test
    void readsWhatHappensToPagesBehindTheFileSystemsBack() {
        Scenario scenario = parse(LATER);
        List<Op> ops = scenario.tasks().stream().flatMap(task -> task.ops().stream()).toList();
        assertEquals(
                List.of(
                        new Op(1, Op.Kind.DIO_READ, 2, 2, 0, 2, false, "dio-read into 1 via p"),
                        new Op(2, Op.Kind.DIO_READ, 0, 1, 0, 1, false, "dio-read into 0h"),
                        new Op(3, Op.Kind.STORE, 2, 1, 0, 2, false, "store 2h"),
                        new Op(4, Op.Kind.CLOSE, 0, 0, 0, 2, false, "close"),
                        new Op(5, Op.Kind.RECLAIM, 2, 0, 0, 0, false, "reclaim 1"),
                        new Op(6, Op.Kind.RECLAIM, 0, 0, 0, 0, false, "reclaim 0"),
                        new Op(7, Op.Kind.SYNC, 0, 0, 0, 0, false, "sync"),
                        new Op(8, Op.Kind.MIGRATE, 2, 0, 0, 0, false, "migrate 1"),
                        new Op(9, Op.Kind.RECLAIM_COSTLY, 0, 0, 0, 0, false, "reclaim 0 costly"),
                        new Op(10, Op.Kind.RECLAIM_NOFS, 2, 0, 0, 0, false, "reclaim 1 nofs"),
                        new Op(11, Op.Kind.THROTTLE, 0, 0, 0, 0, false, "throttle")),
                ops);
        assertEquals(1, scenario.maxPages());
        assertEquals(3, scenario.allocator());
        assertEquals(
                List.of("batch", "chained", "redirtied-in-flight"),
                scenario.reach().stream().map(Reach::text).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "in-order",
                "any-order",
                "threads 3, allocates r",
                "any-order, silent, no FSYNC",
                "any-order, write may fail, no FLUSH",
                "any-order, no FSYNC, setattr may fail eio-before eintr-after other-type",
            })
    void theDaemonIsPrintedInTheWordsOfItsLine(String words) {
        String text =
                "pages 2\nfile 2p\ntask r reclaim 1\ntask p store 0h\nreach batch\nexpect 6.1 holds\n";
        ScenarioParser parser = new ScenarioParser(Path.of("."), KernelCatalogue.open());
        assertEquals(
                words,
                parser.parse("a", Path.of("a.scn"), text + "daemon " + words + "\n")
                        .daemon()
                        .text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dirty-limit 1 free-run 2", "dirty-limit 2 strictlimit", ""})
    void theDirtyLimitIsPrintedInTheWordsOfItsLine(String words) {
        String text = "pages 2\nfile 2p\ntask p store 0h\nreach batch\nexpect 2.6.26 holds\n";
        assertEquals(words, parse(text + words + "\n").dirtyLimits().text());
    }

    @Test
    void numbersHandlesWhereATaskCloses() {
        Scenario scenario = parse(LATER);
        assertEquals(7, scenario.copies());
        assertEquals(1, scenario.frames());
        assertEquals(2, scenario.handles());
        assertEquals(5 + 2 * 7 + 2, scenario.slots());
        assertEquals(20, scenario.releaseSlot(1));
        assertEquals("release.io", scenario.slotName(20));
        assertEquals("daemon(release.p)", scenario.contextName(5 + 21));
        assertFalse(scenario.isWriteback(5));
        assertTrue(scenario.isWriteback(6));
        assertTrue(scenario.isWriteback(19));
        assertFalse(scenario.isWriteback(20));
    }

    @Test
    void numbersWhatTheEnginesShare() {
        Scenario scenario = parse(FULL);
        assertEquals(2, scenario.mappings());
        assertEquals("q", scenario.mappingName(2));
        assertEquals(5, scenario.copies());
        assertEquals(1 + Math.min(2 * 2, 6), scenario.frames());
        assertEquals(6 + 2 * 5, scenario.slots());
        assertEquals(6 + 16, scenario.contexts());
        assertEquals(12, scenario.slot(1, 1));
        assertEquals("1.1", scenario.slotName(12));
        assertEquals("t", scenario.slotName(3));
        assertEquals("t", scenario.contextName(3));
        assertEquals("daemon(1.1)", scenario.contextName(6 + 12));
        assertEquals("daemon(t)", scenario.contextName(6 + 3));
        assertEquals("-", scenario.contextName(0));
        assertEquals("0.5", scenario.frameName(5));
        assertEquals("1.1", scenario.frameName(6));
        assertEquals("p.2", scenario.contentName(2));
        assertEquals("init", scenario.contentName(99));
        assertEquals("0", scenario.contentName(0));
    }

    @Test
    void fillsInWhatIsNotSaid() {
        Scenario scenario = parse("pages 1\nfile 0\ntask t truncate 0\nexpect 2.6.26 holds");
        assertEquals("folder/name", scenario.title());
        assertEquals(2, scenario.daemonThreads());
        assertFalse(scenario.silent());
        assertFalse(scenario.allocMayFail());
        assertEquals(Budget.DEFAULT, scenario.budget());
        assertEquals(List.of("tlc", "explorer"), List.copyOf(scenario.engines()));
        assertEquals(1, scenario.copies());
        assertEquals(0, scenario.mappings());
        assertEquals(1, scenario.maxPages());
        assertEquals(0, scenario.allocator());
        assertEquals(0, scenario.handles());
    }

    @Test
    void acceptsWaitsBehindASilentDaemon() {
        Scenario scenario =
                parse(
                        """
                        pages 1
                        file 1p
                        task t truncate 0
                        daemon threads 3, silent
                        expect 2.6.26 violates P13, blocks t
                        """);
        assertEquals(3, scenario.daemonThreads());
        assertEquals(Set.of("t"), scenario.mayBlock(KernelId.parse("2.6.26")));
        assertEquals(Set.of(), scenario.mayBlock(KernelId.parse("2.6.26 without crop")));
    }

    @Test
    void namesAScenarioByItsFolder() {
        ScenarioParser parser = new ScenarioParser(Path.of("a/scenarios"), CATALOGUE);
        assertEquals(
                "truncate/in-flight", parser.nameOf(Path.of("a/scenarios/truncate/in-flight.scn")));
        assertEquals(
                "own" + Path.of("elsewhere/mine").toAbsolutePath(),
                parser.nameOf(Path.of("elsewhere/mine.scn")));
    }
}
