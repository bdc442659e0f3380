package nowrite.stress.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about a patch as a user types them: what they print, and what they end with. */
class PatchCommandsTest {
    private static final String SCENARIO = "reclaim/redirtied";
    private static final String UNLOCKS = "unlockPage(page)";

    @TempDir private Path folder;

    private final StringWriter out = new StringWriter();
    private Path source;

    private int run(String... args) {
        out.getBuffer().setLength(0);
        PrintWriter to = new PrintWriter(out);
        return Main.run(to, to, args);
    }

    private void says(String part) {
        assertTrue(out.toString().contains(part), out.toString());
    }

    private void saysNot(String part) {
        assertFalse(out.toString().contains(part), out.toString());
    }

    private void write(String body) throws IOException {
        Files.writeString(
                source,
                """
                public class KeptFuseFile extends nowrite.model.v3_13.FuseFile {
                    public KeptFuseFile(nowrite.model.kernel.Kernel k) { super(k); }
                    @Override protected void unlockSkipped(nowrite.model.state.Page page) { %s; }
                }
                """
                        .formatted(body));
    }

    @BeforeEach
    void makeAPatchThatKeepsAPageLocked() throws IOException {
        Files.writeString(folder.resolve("patch.txt"), "name kept\non 3.13\n");
        source = folder.resolve("KeptFuseFile.java");
        write("step(\"fuse_writepage:skipped\")");
    }

    private int validate() {
        return run("validate", folder.toString(), "--scenario", SCENARIO);
    }

    @Test
    void aReportIsReplayedAndComparedAndSaysWhenThePatchHasChangedSince() throws IOException {
        String trace = folder.resolve("report/trace.json").toString();
        assertEquals(1, validate());
        says("kept breaks P8");
        says("again: ./nowrite validate " + folder + " --scenario " + SCENARIO + "\n");
        says("./nowrite compare ");
        assertEquals(0, run("replay", trace));
        saysNot("changed since");
        assertEquals(0, run("compare", trace, "--kernel", "3.13"));
        saysNot("changed since");

        write("step(\"fuse_writepage:unlock_page\"); " + UNLOCKS);
        assertEquals(1, run("replay", trace));
        says("the patch is not the one that the trace is of (KeptFuseFile.java changed since)");
        assertEquals(0, run("compare", trace, "--kernel", "3.13"));
        says("the patch is not the one that the trace is of (KeptFuseFile.java changed since)");
    }

    @Test
    void aReportOfBeforeTheChangeIsNotLeftBehind() throws IOException {
        assertEquals(1, validate());
        write("no java at all");
        assertEquals(64, validate());
        says("KeptFuseFile.java:3: ");
        try (var left = Files.list(folder.resolve("report"))) {
            assertEquals(1, left.count());
        }
        assertTrue(Files.readString(folder.resolve("report/report.txt")).startsWith("no answer: "));
        write(UNLOCKS);
        assertEquals(0, validate());
        says("kept breaks nothing");
        assertFalse(Files.exists(folder.resolve("report/trace.json")));
        assertTrue(Files.exists(folder.resolve("report/patch.sha256")));
    }

    @Test
    void aDiffOfRenamesOnlyIsNoFailure() throws IOException {
        Path diff = folder.resolve("rename.patch");
        Files.writeString(
                diff,
                "diff --git a/fs/fuse/a.c b/fs/fuse/b.c\nsimilarity index 100%\n"
                        + "rename from fs/fuse/a.c\nrename to fs/fuse/b.c\n");
        assertEquals(0, run("patch", "from-diff", diff.toString()));
        says("It changes no line of a function");
        Files.writeString(diff, "");
        assertEquals(64, run("patch", "from-diff", diff.toString()));
        says("is no unified diff");
    }
}
