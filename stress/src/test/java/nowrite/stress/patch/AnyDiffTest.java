package nowrite.stress.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import nowrite.model.Kernels;
import nowrite.spec.KernelId;
import org.junit.jupiter.api.Test;

/** Diffs of every form that tools and mail programs make, well formed and damaged. */
class AnyDiffTest {
    private static final int WELL_FORMED = 300;
    private static final int DAMAGED = 6000;

    private static UnifiedDiff of(String text) {
        return UnifiedDiff.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Set<String> names(UnifiedDiff diff) {
        Set<String> names = new TreeSet<>();
        diff.touched().forEach(one -> names.add(one.name()));
        return names;
    }

    private static MadeUpDiff file(Random random) {
        return new MadeUpDiff(random, "fs/fuse/file.c", "fuse_f");
    }

    /** Every form in which the functions have their names. */
    private static List<String> forms(MadeUpDiff diff) {
        String git = diff.git();
        return List.of(
                git,
                diff.recursive(),
                diff.index(true),
                diff.combined(),
                git.replace("\n", "\r\n"),
                git + "\\ No newline at end of file\n",
                git.stripTrailing(),
                "diff --git a/x b/y\nsimilarity index 100%\nrename from x\nrename to y\n" + git,
                "diff --git a/s b/s\nold mode 100644\nnew mode 100755\n" + git,
                "diff --git a/l b/l\nindex 1..2 100644\nGIT binary patch\nliteral 3\nKcmZ\n\n"
                        + git,
                "Binary files a/x.png and b/x.png differ\n" + git,
                "diff --git a/e b/e\nnew file mode 100644\nindex 0000000..e69de29\n" + git,
                "commit 0123456789abcdef\nAuthor: x\n\n    f(x) { return; }\n\n" + git,
                MadeUpDiff.mail(git, "8bit"),
                MadeUpDiff.mail(git, "quoted-printable"),
                MadeUpDiff.mail(git, "base64"));
    }

    @Test
    void theEditedFunctionsAreFoundInEveryForm() {
        Random random = new Random(9);
        for (int i = 0; i < WELL_FORMED; i++) {
            MadeUpDiff diff = file(random);
            for (String form : forms(diff)) {
                UnifiedDiff read = of(form);
                assertEquals(diff.edited(), names(read), form);
                read.touched().forEach(one -> assertEquals(diff.file(), one.file(), form));
                assertEquals(List.of(), read.unknown(), form);
                assertEquals(Set.of(), read.outside().keySet(), form);
            }
        }
    }

    /** Where a hunk has no name, its lines have, or it says that it is not known. */
    @Test
    void withoutNamesInTheHunksTheLinesOfTheHunkTellOrItIsSaid() {
        Random random = new Random(10);
        int found = 0;
        int unknown = 0;
        for (int i = 0; i < WELL_FORMED; i++) {
            MadeUpDiff diff = file(random);
            UnifiedDiff read = of(diff.index(false));
            assertTrue(diff.edited().containsAll(names(read)), diff.index(false));
            assertEquals(Set.of(), read.outside().keySet(), diff.index(false));
            if (!diff.edited().equals(names(read))) {
                assertFalse(read.unknown().isEmpty(), diff.index(false));
            }
            found += names(read).size();
            unknown += read.unknown().size();
        }
        assertTrue(found > WELL_FORMED / 2 && unknown > WELL_FORMED / 2, found + " " + unknown);
    }

    @Test
    void aSeriesOfMailsWithACoverLetterIsReadAsOne() {
        Random random = new Random(11);
        for (int i = 0; i < WELL_FORMED; i++) {
            MadeUpDiff one = file(random);
            MadeUpDiff two = new MadeUpDiff(random, "mm/memory.c", "mm_f");
            MadeUpDiff three = new MadeUpDiff(random, "fs/iomap/buffered-io.c", "iomap_f");
            String series =
                    MadeUpDiff.mail("It is about f(x).\n 3 files changed\n", "quoted-printable")
                            + MadeUpDiff.mail(one.git(), "quoted-printable")
                            + MadeUpDiff.mail(two.git(), "8bit")
                            + MadeUpDiff.mail(three.git(), "base64");
            Set<String> edited = new TreeSet<>(one.edited());
            edited.addAll(two.edited());
            edited.addAll(three.edited());
            assertEquals(edited, names(of(series)), series);
            assertEquals("fuse: an idea (of mine)", of(series).subject());
        }
    }

    @Test
    void aFunctionThatMovesToAnotherFileIsTouchedInBoth() {
        UnifiedDiff diff =
                of(
                        """
                        --- a/fs/fuse/file.c
                        +++ b/fs/fuse/file.c
                        @@ -10,8 +10,4 @@ static void before(void)
                         }

                        -static void fuse_moves(struct inode *inode)
                        -{
                        -	a();
                        -}
                        -
                         static void after(void)
                         {
                        --- a/fs/fuse/inode.c
                        +++ b/fs/fuse/inode.c
                        @@ -1,2 +1,6 @@
                        +void fuse_moves(struct inode *inode)
                        +{
                        +	a();
                        +}
                         #define X
                         #define Y
                        """);
        assertEquals(
                List.of(
                        new UnifiedDiff.Touched("fs/fuse/file.c", "fuse_moves"),
                        new UnifiedDiff.Touched("fs/fuse/inode.c", "fuse_moves")),
                diff.touched());
    }

    @Test
    void proseAndBuildFilesTouchNoFunction() {
        UnifiedDiff diff =
                of(
                        """
                        --- a/Documentation/filesystems/fuse.rst
                        +++ b/Documentation/filesystems/fuse.rst
                        @@ -1,2 +1,3 @@ The function fuse_send_writepage (see below)
                         The daemon calls write(2)
                        +Then fuse_set_nowrite(inode) waits
                         for it
                        """);
        assertEquals(List.of(), diff.touched());
        assertEquals(Set.of("Documentation/filesystems/fuse.rst"), diff.outside().keySet());
    }

    @Test
    void aHundredThousandLinesTakeSeconds() {
        Random random = new Random(12);
        StringBuilder text = new StringBuilder();
        Set<String> edited = new TreeSet<>();
        for (int i = 0; text.length() < 4_000_000; i++) {
            MadeUpDiff diff = new MadeUpDiff(random, "fs/fuse/f" + i + ".c", "f" + i);
            edited.addAll(diff.edited());
            text.append(diff.git());
        }
        assertTrue(text.chars().filter(c -> c == '\n').count() > 100_000);
        assertTimeout(
                Duration.ofSeconds(30), () -> assertEquals(edited, names(of(text.toString()))));
    }

    /** Seeded; whatever is damaged, it ends, and names nothing that the diff does not have. */
    @Test
    void aDamagedDiffBreaksNothingAndNothingIsMadeUp() {
        Random random = new Random(13);
        List<KernelId> kernels =
                Kernels.generations().keySet().stream().map(KernelId::parse).toList();
        for (int i = 0; i < DAMAGED; i++) {
            List<String> forms = new ArrayList<>(forms(file(random)));
            forms.add(file(random).index(false));
            // Not what is encoded: damage may spell anything there.
            String form = forms.get(random.nextInt(forms.size()));
            boolean encoded = form.contains("base64") || form.contains("quoted-printable");
            String text = damaged(random, form);
            UnifiedDiff diff = of(text);
            for (UnifiedDiff.Touched one : diff.touched()) {
                assertTrue(encoded || text.contains(one.name()), one + "\n" + text);
                assertTrue(one.name().matches("[A-Za-z_]\\w*"), one.toString());
            }
            if (i % 200 == 0) {
                DiffMatch.best(diff, kernels, List.of());
            }
        }
    }

    private static String damaged(Random random, String text) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        for (int n = random.nextInt(6); n >= 0 && !lines.isEmpty(); n--) {
            int at = random.nextInt(lines.size());
            String line = lines.get(at);
            switch (random.nextInt(8)) {
                case 0 -> lines.remove(at);
                case 1 -> lines.add(at, lines.get(random.nextInt(lines.size())));
                case 2 -> lines.set(at, line.substring(0, random.nextInt(line.length() + 1)));
                case 3 -> lines.set(at, line.replaceAll("\\d+", String.valueOf(random.nextInt())));
                case 4 -> lines.set(at, line.replaceAll("\\d+", "99999999999999999999"));
                case 5 -> lines.set(at, "> " + line);
                case 6 -> lines.add(at, "\u0000\u00ff%@@ -1 +1 @@" + (char) random.nextInt(60000));
                default -> lines.subList(at, lines.size()).clear();
            }
        }
        return String.join(random.nextInt(5) == 0 ? "\r" : "\n", lines);
    }
}
