package nowrite.stress.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong usage is refused with exit code 64 and words that help. */
class UsageTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return Main.run(new PrintWriter(out), new PrintWriter(err), args);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''                                          | which command?
                    chekc                                       | Did you mean check?
                    check --frsh                                | Did you mean --fresh?
                    check --jobs 0                              | --jobs needs a number from 1
                    check --jobs many                           | many
                    check truncate/in-flihgt                    | Did you mean truncate/in-flight?
                    check in-flihgt                             | Did you mean in-flight?
                    check nowhere.scn                           | nowhere.scn, and none of that name in spec/scenarios
                    check --engine explora                      | Did you mean explorer?
                    check --kernel 2.6.27                       | there is no generation '2.6.27'
                    check --kernel x                            | not the name of a generation
                    check --kernel 2.6.26_without_nowrit        | Did you mean nowrite?
                    check --kernel 2.6.26_wihtout_nowrite       | 'without' or 'with' was expected
                    corpus F99                                  | no bug of the corpus is named by 'F99'
                    patch functions --on 6.17                   | Did you mean 6.16?
                    corpus fuse-writepag                        | Did you mean fuse_writepage?
                    corpus F25                                  | waits for generation 6.1: needs the write
                    corpus F47                                  | is left out: another file system
                    corpus D03                                  | is shown by F06
                    corpus --engine explora                     | Did you mean explorer?
                    corpus F07 --engine tlc                     | nothing to run
                    corpus --jobs 0                             | --jobs needs a number from 1
                    explore                                     | SCENARIO
                    explore truncate                            | several scenarios
                    explore truncate/in-flight --property P99   | P13
                    explore truncate/in-flight --states 0       | --states needs a number from 1
                    replay                                      | TRACE
                    replay nowhere.json                         | nowhere.json
                    conform nowhere                             | there is no scenario 'nowhere'
                    conform --jobs 0                            | --jobs needs a number from 1
                    conform --kernel 2.6.27                     | there is no generation '2.6.27'
                    conform --log nowhere.ndjson                | nowhere.ndjson
                    conform --trace nowhere.json                | nowhere.json
                    conform --log a --trace b                   | is checked by itself
                    conform truncate/in-flight --log a          | is checked by itself
                    run                                         | SCENARIO
                    run truncate/in-flight --times 0            | --times needs a number from 1
                    run truncate/in-flight --kernel 2.6.27      | there is no generation '2.6.27'
                    lincheck nowhere                            | there is no scenario 'nowhere'
                    lincheck --invocations 0                    | --invocations needs a number from 1
                    lincheck --kernel 2.6.27                    | there is no generation '2.6.27'
                    lincheck --file nowhere                     | there is no such program
                    bench nowhere                               | there is no scenario 'nowhere'
                    bench --bugs truncate/in-flight             | --bugs takes all known bugs
                    lincheck --all truncate/in-flight           | --all takes every scenario
                    bench --bugs --runs 0                       | --runs needs a number from 1
                    list nowhere                                | there is no scenario 'nowhere'
                    kernel --time 0                             | --time needs a number from 1
                    kernel --writeback-cache maybe              | is on or off, not 'maybe'
                    kernel --delay soon                         | 'soon' is no way to answer
                    kernel --delay 4-1                          | the longest delay is the second
                    kernel --without sync                       | there are [close, dio, fsync
                    kernel --processes 4 --threads 2            | needs as many --threads
                    kernel --log nowhere.ndjson                 | nowhere.ndjson cannot be read
                    kernel --trace nowhere.json                 | nowhere.json
                    kernel --steps nowhere.steps                | nowhere.steps cannot be read
                    kernel --trace a --steps b                  | one of --scenario, --trace and --steps
                    kernel --times 4                            | one of --scenario, --trace and --steps
                    kernel --scenario nowhere                   | there is no scenario 'nowhere'
                    fsx                                         | --on
                    fsx --on moon                               | --on is model or kernel, not 'moon'
                    fsx --on model --ops 25                     | --ops needs a number from 1 to 24
                    fsx --on model --kernel 2.6.27              | there is no generation '2.6.27'
                    fsx --on model --replay nowhere             | nowhere cannot be read
                    patch                                       | which of patch functions, patch new and patch from-diff?
                    patch functions --on 2.6.27                 | there is no generation '2.6.27'
                    patch new x --on 3.13                       | --function
                    patch new x --on 3.13 --function fuse_wirtepage  | Did you mean fuse_writepage?
                    patch new X! --on 3.13 --function fuse_writepage | my-idea would be one
                    patch new update-only --on 3.13 --function fuse_writepage | take another name
                    validate                                    | FOLDER
                    validate nowhere                            | there is no folder nowhere
                    validate docs/patches                       | is not the folder of a patch
                    validate docs/patches/reclaim-waits --time 0 | --time needs a number from 1
                    validate docs/patches/reclaim-waits --with nowhere | neither the folder of a patch nor a change
                    validate docs/patches/reclaim-waits --with without_corp | Did you mean crop?
                    validate docs/patches/reclaim-waits --scenario nowhere | there is no scenario 'nowhere'
                    stress NoSuchTest                           | no test matches 'NoSuchTest'
                    stress [                                    | is not a regular expression
                    stress S05 --time often                     | quick, default, long or a number of seconds
                    stress S05 --time 0                         | quick, default, long or a number of seconds
                    stress S05 --cpus 0                         | --cpus needs a number from 1
                    stress S05 --cpus 9999                      | this machine has
                    stress S05 --patience 0                     | --patience needs a number from 1
                    stress --compare nowhere                    | there is no run 'nowhere'
                    """)
    void isRefusedWithAHint(String line, String hint) {
        String[] args = line.isEmpty() ? new String[0] : line.split(" ");
        for (int i = 0; i < args.length; i++) {
            args[i] = args[i].replace('_', ' ');
        }
        assertEquals(64, run(args), err.toString());
        assertTrue(err.toString().contains(hint), err.toString());
        assertEquals("", out.toString());
    }

    @Test
    void aKernelOfNoScenarioIsRefused() {
        assertEquals(64, run("check", "setattr/chmod", "--kernel", "2.6.26 without crop"));
        assertTrue(err.toString().contains("nothing to run"), err.toString());
    }

    @Test
    void whatTheSpecificationDoesNotDescribeIsSaidAndNotPassed() {
        assertEquals(0, run("check", "read/direct-after-store"), err.toString());
        assertTrue(
                out.toString().contains("the specification does not describe 3.15: 2 runs decided"),
                out.toString());
        assertEquals(64, run("check", "read/direct-after-store", "--engine", "tlc"));
        assertEquals(64, run("conform", "read/direct-after-store"));
        assertTrue(
                err.toString().contains("the specification does not describe 3.15"),
                err.toString());
    }

    @Test
    void stepsOfWhatTheSpecificationDoesNotHaveAreNoDisagreement(@TempDir Path folder)
            throws IOException {
        Path log = folder.resolve("threads.ndjson");
        String kernel = "6.16";
        assertEquals(
                0,
                run(
                        "run",
                        "truncate/in-flight",
                        "--kernel",
                        kernel,
                        "--times",
                        "1",
                        "--out",
                        log.toString()));
        assertTrue(out.toString().contains("TLC cannot check it"), out.toString());
        assertEquals(64, run("conform", "--log", log.toString()), err.toString());
        assertTrue(err.toString().contains("does not describe 6.16"), err.toString());
        assertEquals(0, run("run", "abort/syncfs", "--times", "1", "--out", log.toString()));
        assertEquals(64, run("conform", "--log", log.toString()), err.toString());
        assertTrue(err.toString().contains("does not have 'syncfs'"), err.toString());
    }

    @Test
    void aTraceOfAnotherProgramIsNotReplayed(@TempDir Path folder) throws IOException {
        assertEquals(0, run("check", "abort/syncfs", "--kernel", "6.18"), err.toString());
        Path home = Path.of(System.getProperty("nowrite.home"));
        String trace =
                Files.readString(
                        home.resolve("target/nowrite/runs/abort/syncfs/6.18/explorer/P5.json"));
        assertEquals(0, replayed(folder, trace), err.toString());
        assertEquals(64, replayed(folder, trace.replace("store 0h", "store 1h")));
        assertTrue(err.toString().contains("does 'store 1h, syncfs'; in abort/syncfs it does"));
        assertEquals(64, replayed(folder, trace.replace("\"P5\"", "\"P99\"")));
        assertTrue(err.toString().contains("there is no property 'P99'"), err.toString());
    }

    private int replayed(Path folder, String trace) throws IOException {
        Path file = folder.resolve("trace.json");
        Files.writeString(file, trace);
        return run("replay", file.toString());
    }

    @Test
    void conformComparesAScenario() {
        assertEquals(0, run("conform", "setattr/two-in-nowrite", "--kernel", "2.6.26"));
        assertTrue(out.toString().contains("1 of 1 graphs are equal"), out.toString());
        assertTrue(out.toString().contains("COVERAGE"), out.toString());
    }

    @Test
    void whatRunWritesConformReads(@TempDir Path folder) throws IOException {
        Path log = folder.resolve("threads.ndjson");
        assertEquals(0, run("run", "fsync/own", "--times", "3", "--out", log.toString()));
        assertTrue(out.toString().contains("3 runs on real threads"), out.toString());
        assertEquals(0, run("conform", "--log", log.toString()), err.toString());
        assertTrue(out.toString().contains("accepted: the steps are a behaviour"), out.toString());
        List<String> lines = Files.readAllLines(log);
        String good = lines.get(7);
        lines.set(7, good.replaceFirst("\"label\":\"[^\"]*\"", "\"label\":\"do_fsync:unlock\""));
        Files.write(log, lines);
        assertEquals(3, run("conform", "--log", log.toString()), err.toString());
        assertTrue(out.toString().contains("REFUSED at line "), out.toString());
        assertTrue(out.toString().contains("the specification allows there:"), out.toString());
        assertTrue(out.toString().contains("reproduce: ./nowrite conform --log "), out.toString());
        lines.set(7, good.substring(1));
        Files.write(log, lines);
        assertEquals(64, run("conform", "--log", log.toString()));
        assertTrue(err.toString().contains("threads.ndjson:8: "), err.toString());
    }

    @Test
    void aWrongScenarioIsRefusedWithItsPlace(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("mine.scn");
        Files.writeString(file, Samples.SCENARIO.replace("truncate 0", "truncat 0"));
        assertEquals(64, run("check", file.toString()));
        assertTrue(err.toString().contains("mine.scn:4"), err.toString());
        assertTrue(err.toString().contains("for example"), err.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check",
                "corpus",
                "explore",
                "replay",
                "conform",
                "run",
                "lincheck",
                "list",
                "bench",
                "stress",
                "selftest"
            })
    void everyCommandHasHelp(String command) {
        assertEquals(0, run(command, "--help"));
        assertTrue(out.toString().startsWith("Usage: ./nowrite " + command), out.toString());
        assertTrue(out.toString().contains("--json"), out.toString());
    }

    @Test
    void helpNamesCommandsAndExitCodes() {
        assertEquals(0, run("--help"));
        for (String word :
                new String[] {
                    "check",
                    "corpus",
                    "explore",
                    "replay",
                    "conform",
                    "run",
                    "lincheck",
                    "list",
                    "bench",
                    "stress",
                    "130"
                }) {
            assertTrue(out.toString().contains(word), word);
        }
    }

    @Test
    void listAsJsonHasEveryScenario() throws IOException {
        assertEquals(0, run("list", "--json"));
        JsonNode listing = new ObjectMapper().readTree(out.toString());
        assertTrue(listing.get("scenarios").size() > 0);
        assertTrue(out.toString().contains("truncate/in-flight"));
        assertEquals("", err.toString());
    }
}
