package nowrite.stress.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import nowrite.model.Kernels;
import nowrite.spec.KernelId;
import org.junit.jupiter.api.Test;

/** What a diff touches is read from it, whoever made it. The diffs here are made up. */
class UnifiedDiffTest {
    private static final String MAIL =
            """
            From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001
            From: Somebody <somebody@example.org>
            Subject: [PATCH v2 1/3] fuse: an idea

            ---
             fs/fuse/file.c | 9 +++++++--
             1 file changed, 7 insertions(+), 2 deletions(-)

            diff --git a/fs/fuse/file.c b/fs/fuse/file.c
            index 0123456..789abcd 100644
            --- a/fs/fuse/file.c
            +++ b/fs/fuse/file.c
            @@ -10,3 +10,4 @@ static void fuse_send_writepage(struct a *a)
             	one();
            +	two();
             	three();
             }
            @@ -30,9 +31,12 @@ static int before(void)
             	four();
             }

            +static int fuse_new_helper(int a)
            +{
            +	return a;
            +}
             static int fuse_writepages_fill(struct page *page,
             		struct b *b)
             {
            -	if (five(b))
            +	if (six(b))
             		return 0;
             out:
             	return 1;
            --\s
            2.1.0
            """;

    private static UnifiedDiff of(String text) {
        return UnifiedDiff.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> names(UnifiedDiff diff) {
        return diff.touched().stream().map(UnifiedDiff.Touched::name).toList();
    }

    @Test
    void theFunctionsOfAMailAreFoundInItsHunks() {
        UnifiedDiff diff = of(MAIL);
        assertEquals(
                List.of("fuse_send_writepage", "fuse_new_helper", "fuse_writepages_fill"),
                names(diff));
        assertEquals("fs/fuse/file.c", diff.touched().get(0).file());
        assertEquals("fuse: an idea", diff.subject());
        assertEquals("0123456789abcdef0123456789abcdef01234567", diff.commit());
        assertEquals(2, diff.hunks());
    }

    @Test
    void aFunctionThatIsOnlyContextIsNotTouched() {
        UnifiedDiff diff =
                of(
                        """
                        --- linux-2.6.26/fs/fuse/dir.c.orig\t2008-07-13
                        +++ linux-2.6.26/fs/fuse/dir.c\t2008-07-14
                        @@ -1,9 +1,9 @@
                         static void fuse_set_nowrite(struct inode *inode)
                         {
                         	a();
                         }

                        -#define X 1
                        +#define X 2

                         void fuse_release_nowrite(struct inode *inode)
                         {
                        """);
        assertEquals(List.of(), names(diff));
        assertEquals(1, diff.outside().size());
        assertEquals(2, diff.outside().get("fs/fuse/dir.c"));
    }

    @Test
    void lineEndsOfWindowsAndLatinLettersDoNotMatter() {
        byte[] bytes =
                MAIL.replace("Somebody", "Mikl\u00f3s")
                        .replace("\n", "\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(names(of(MAIL)), names(UnifiedDiff.of(bytes)));
    }

    @Test
    void aRemovedAndANewFileHaveTheirNames() {
        UnifiedDiff diff =
                of(
                        """
                        --- a/fs/fuse/gone.c
                        +++ /dev/null
                        @@ -1,4 +0,0 @@
                        -int fuse_gone(void)
                        -{
                        -	return 0;
                        -}
                        --- /dev/null
                        +++ b/fs/fuse/fresh.c
                        @@ -0,0 +1,4 @@
                        +int fuse_fresh(void)
                        +{
                        +	return 0;
                        +}
                        """);
        assertEquals(
                List.of(
                        new UnifiedDiff.Touched("fs/fuse/gone.c", "fuse_gone"),
                        new UnifiedDiff.Touched("fs/fuse/fresh.c", "fuse_fresh")),
                diff.touched());
    }

    @Test
    void whatIsNoDiffHasNoHunk() {
        assertEquals(0, of("").hunks());
        assertEquals(0, of("Hello,\n\n@@ is an address sign\n--- a line\n+++ another").hunks());
    }

    /** Lines taken out, cut and mixed at random: nothing breaks it, nothing hangs. */
    @Test
    void noDiffBreaksIt() {
        Random random = new Random(1);
        List<String> lines = MAIL.lines().toList();
        for (int i = 0; i < 3000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = 0; n < 25; n++) {
                String line = lines.get(random.nextInt(lines.size()));
                int cut =
                        random.nextInt(4) == 0 ? random.nextInt(line.length() + 1) : line.length();
                text.append(line, 0, cut).append('\n');
            }
            for (UnifiedDiff.Touched one : of(text.toString()).touched()) {
                assertTrue(one.name().matches("[A-Za-z_]\\w*"), one.toString());
            }
        }
        byte[] noise = new byte[4096];
        random.nextBytes(noise);
        UnifiedDiff.of(noise);
    }

    @Test
    void theModelsFunctionsAreToldFromTheOthers() {
        DiffMatch match = DiffMatch.of(of(MAIL), KernelId.parse("3.13"));
        assertEquals(List.of("fuse_send_writepage", "fuse_writepages_fill"), match.functions());
        assertEquals(
                List.of(new UnifiedDiff.Touched("fs/fuse/file.c", "fuse_new_helper")),
                match.missing());
        assertEquals(
                List.of("fuse_send_writepage"),
                DiffMatch.of(of(MAIL), KernelId.parse("2.6.26")).functions());
    }

    @Test
    void theKernelThatHasMostIsChosen() {
        List<KernelId> kernels =
                Kernels.generations().keySet().stream().map(KernelId::parse).toList();
        String chosen = DiffMatch.best(of(MAIL), kernels, List.of()).kernel().generation();
        assertTrue(KernelId.compareGenerations(chosen, "3.13") >= 0, chosen);
    }

    private static final String BELOW_AN_ANNOTATION =
            """
            --- a/fs/fuse/file.c
            +++ b/fs/fuse/file.c
            @@ -1740,4 +1745,5 @@ __releases(fi->lock)
             	one();
            +	two();
             	three();
             	four();
            """;

    /** The line before the brace that names locks is no function. */
    @Test
    void aHunkBelowALockAnnotationHasAFunctionThatIsNotKnown() {
        for (String heading :
                List.of(
                        "__releases(fi->lock)",
                        "__acquires(fi->lock)",
                        "__must_hold(&fi->lock)",
                        "__releases(fi->lock) __acquires(fi->lock)",
                        "out_free:")) {
            UnifiedDiff diff = of(BELOW_AN_ANNOTATION.replace("__releases(fi->lock)", heading));
            assertEquals(List.of(), names(diff), heading);
            assertEquals(0, diff.outside().size(), heading);
            assertEquals(
                    List.of(new UnifiedDiff.Unknown("fs/fuse/file.c", 1745, heading)),
                    diff.unknown());
        }
    }

    @Test
    void aHeaderInTheHunkIsTakenBeforeTheAnnotation() {
        UnifiedDiff diff =
                of(
                        """
                        --- a/fs/fuse/file.c
                        +++ b/fs/fuse/file.c
                        @@ -1,8 +1,9 @@ __acquires(fi->lock)
                         }

                         static void fuse_send_writepage(struct a *a)
                         __releases(fi->lock)
                         __acquires(fi->lock)
                         {
                        +	two();
                         	three();
                         }
                        """);
        assertEquals(List.of("fuse_send_writepage"), names(diff));
        assertEquals(List.of(), diff.unknown());
    }

    @Test
    void aFunctionThatIsNamedIsAdded() {
        DiffMatch match =
                DiffMatch.of(
                        of(BELOW_AN_ANNOTATION),
                        KernelId.parse("3.13"),
                        List.of("fuse_send_writepage"));
        assertEquals(List.of("fuse_send_writepage"), match.functions());
        assertEquals(List.of(), match.missing());
    }

    @Test
    void aFunctionWithAnotherNameInALaterKernelIsKnown() {
        String later = MAIL.replace("fuse_send_writepage", "wp_page_shared");
        assertTrue(
                DiffMatch.of(of(later), KernelId.parse("3.13")).functions().contains("do_wp_page"));
    }
}
