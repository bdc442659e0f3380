package nowrite.stress.patch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Makes up a file of C, edits it, and writes the diff as different tools do; for tests. */
final class MadeUpDiff {
    private static final int CONTEXT = 3;

    /** A line of the old and the new file together. */
    private record Line(char mark, String text, String function) {}

    private final List<Line> lines = new ArrayList<>();
    private final Set<String> edited = new TreeSet<>();
    private final String file;

    /** Makes up a file; every third line of it may be edited. */
    MadeUpDiff(Random random, String file, String prefix) {
        this.file = file;
        for (int f = 0; f < 3 + random.nextInt(6); f++) {
            String name = prefix + "_" + f;
            boolean quiet = random.nextBoolean();
            add(' ', "", "");
            header(random, name);
            for (int i = 0; i < 1 + random.nextInt(12); i++) {
                body(random, name, i, quiet);
            }
            add(' ', "}", name);
        }
    }

    private void header(Random random, String name) {
        switch (random.nextInt(4)) {
            case 0 -> add(' ', "static int " + name + "(struct page *page)", name);
            case 1 -> {
                add(' ', "static struct fuse_req *" + name + "(struct inode *inode,", name);
                add(' ', "\t\t\tint count)", name);
            }
            case 2 -> {
                add(' ', "void " + name + "(struct fuse_conn *fc)", name);
                add(' ', "__releases(fc->lock)", name);
                add(' ', "__acquires(fc->lock)", name);
            }
            default -> {
                add(' ', "static int", "");
                add(' ', name + "(int (*fn)(int), int n)", name);
            }
        }
        add(' ', "{", name);
    }

    private void body(Random random, String name, int i, boolean quiet) {
        String text = "\tcall_" + i + "(page->index);";
        if (random.nextInt(9) == 0) {
            text = "out_" + i + ":";
        } else if (random.nextInt(9) == 0) {
            text = "";
        }
        if (quiet || random.nextInt(4) != 0) {
            add(' ', text, name);
            return;
        }
        edited.add(name);
        if (random.nextBoolean()) {
            add('-', "\told_" + i + "(a == b);", name);
        }
        add('+', "\tif (fresh_" + i + "(a = b))", name);
    }

    private void add(char mark, String text, String function) {
        lines.add(new Line(mark, text, function));
    }

    /** The functions that are edited. */
    Set<String> edited() {
        return edited;
    }

    String file() {
        return file;
    }

    /** The hunks; with the function that begins before each, as diff -p has it, or without. */
    String hunks(boolean named) {
        StringBuilder out = new StringBuilder();
        int from = 0;
        while (from < lines.size()) {
            int first = from;
            while (first < lines.size() && lines.get(first).mark() == ' ') {
                first++;
            }
            if (first == lines.size()) {
                break;
            }
            int last = first;
            for (int i = first; i < lines.size() && i <= last + 2 * CONTEXT; i++) {
                last = lines.get(i).mark() == ' ' ? last : i;
            }
            int begin = Math.max(from, first - CONTEXT);
            int end = Math.min(lines.size(), last + CONTEXT + 1);
            out.append(head(begin, end, named));
            lines.subList(begin, end).forEach(l -> out.append(l.mark() + l.text() + "\n"));
            from = end;
        }
        return out.toString();
    }

    private String head(int begin, int end, boolean named) {
        String heading = "";
        for (int i = 0; i < begin; i++) {
            String text = lines.get(i).text();
            boolean like = !text.isEmpty() && (Character.isLetter(text.charAt(0)));
            // What diff -p and git take for a function; a label is one for diff, not for git.
            heading = like && text.contains("(") ? text : heading;
        }
        return "@@ -"
                + (1 + count(0, begin, '+'))
                + ","
                + count(begin, end, '+')
                + " +"
                + (1 + count(0, begin, '-'))
                + ","
                + count(begin, end, '-')
                + " @@"
                + (named && !heading.isEmpty() ? " " + heading : "")
                + "\n";
    }

    private long count(int from, int to, char without) {
        return lines.subList(from, to).stream().filter(l -> l.mark() != without).count();
    }

    /** As git writes it, with what it says of the file. */
    String git() {
        return "diff --git a/%1$s b/%1$s\nindex 0123456..789abcd 100644\n--- a/%1$s\n+++ b/%1$s\n"
                        .formatted(file)
                + hunks(true);
    }

    /** As {@code diff -urp old new} wrote it. */
    String recursive() {
        return "diff -urp linux-2.6.26/%1$s linux-2.6.26-new/%1$s\n".formatted(file)
                + "--- linux-2.6.26/%1$s\t2008-07-13 10:00:00.000000000 +0200\n".formatted(file)
                + "+++ linux-2.6.26-new/%1$s\t2008-07-14 10:00:00.000000000 +0200\n".formatted(file)
                + hunks(true);
    }

    /** As quilt and CVS wrote it; without a name in the hunks. */
    String index(boolean named) {
        return "Index: linux/%1$s\n%2$s\n--- linux.orig/%1$s 2008-07-13 10:00:00\n"
                        .formatted(file, "=".repeat(67))
                + "+++ linux/%1$s 2008-07-14 10:00:00\n".formatted(file)
                + hunks(named);
    }

    /** As {@code git diff --cc} shows a merge in which each line differs from both parents. */
    String combined() {
        StringBuilder out =
                new StringBuilder(
                        "diff --cc %1$s\nindex 012,345..678\n--- a/%1$s\n+++ b/%1$s\n"
                                .formatted(file));
        for (String line : hunks(true).lines().toList()) {
            out.append(
                    line.startsWith("@@")
                            ? line.replaceFirst("@@ (-\\S+) (\\+\\S+) @@", "@@@ $1 $1 $2 @@@")
                            : line.charAt(0) + line);
            out.append('\n');
        }
        return out.toString();
    }

    /** A mail around a diff. */
    static String mail(String diff, String encoding) {
        return """
               From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001
               From: Mikl\u00f3s <somebody@example.org>
               Subject: [PATCH 1/2] fuse: an idea (of mine)
               MIME-Version: 1.0
               Content-Type: text/plain; charset=UTF-8
               Content-Transfer-Encoding: %s

               """
                        .formatted(encoding)
                + body(
                        "It does f(x) = y.\n---\n file.c | 3 ++-\n\n"
                                + diff
                                + "--\u0020\n2.1.0\n\n",
                        encoding);
    }

    private static String body(String text, String encoding) {
        if (encoding.equals("base64")) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return Base64.getMimeEncoder().encodeToString(bytes) + "\n\n";
        }
        return encoding.equals("8bit") ? text : quoted(text);
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder();
        for (String line : text.lines().toList()) {
            String whole = line.replace("=", "=3D").replace("\t", "=09").replaceFirst(" $", "=20");
            while (whole.length() > 72) {
                int cut = whole.lastIndexOf('=', 72) > 68 ? 68 : 72;
                out.append(whole, 0, cut).append("=\n");
                whole = whole.substring(cut);
            }
            out.append(whole).append('\n');
        }
        return out.toString();
    }
}
