package nowrite.stress.patch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What a unified diff of C files touches, by the names of functions. It reads what git, diff -u and
 * mail programs make of any version of the kernel, and guesses no more than a reader would: a
 * function begins at a line that starts in the first column and names something with a parenthesis.
 */
public final class UnifiedDiff {
    private static final Pattern NEW_FILE = Pattern.compile("^\\+\\+\\+ ([^\\t\\r]+).*");
    private static final Pattern OLD_FILE = Pattern.compile("^--- ([^\\t\\r]+).*");

    /** A mail program may have made a blank of the tab before the date. */
    private static final Pattern DATE =
            Pattern.compile("\\s+(?:\\d{4}-\\d\\d-\\d\\d|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\\b).*");

    private static final Pattern HUNK =
            Pattern.compile(
                    "^(@@+)((?: -\\d{1,9}(?:,\\d{1,9})?)+) \\+(\\d{1,9})(?:,(\\d{1,9}))? \\1(.*)$");

    /** What no hunk has, even if it has fewer lines than it says. */
    private static final Pattern NO_CHANGE =
            Pattern.compile(
                    "^(?:diff --?\\w.*|Index: .*|@@+ -\\d.* @@.*|={30,}|From [0-9a-f]{12,40} .*"
                            + "|Only in .*|Binary files .*|-- )$");

    /** What says without a hunk that something is a diff. */
    private static final Pattern CHANGE_OF_FILE =
            Pattern.compile(
                    "^(?:diff --git .*|rename (?:from|to) .*|(?:old|new) mode \\d+"
                            + "|Binary files .* differ|GIT binary patch|Only in .*"
                            + "|(?:new|deleted) file mode \\d+)$");

    private static final Pattern C_FILE = Pattern.compile(".*\\.[chS](?:\\.orig)?");
    private static final Pattern TYPE = Pattern.compile("^(struct|union|enum|typedef)\\b[^(]*");

    /** What stands between a function's header and its brace, or in it: git takes it for one. */
    private static final Pattern NO_HEADER =
            Pattern.compile("(?:__\\w+\\s*(?:\\([^()]*\\)\\s*)?)+|\\w+\\s*:");

    private static final Pattern CALLED = Pattern.compile("([A-Za-z_]\\w*)\\s*\\(");
    private static final Pattern COMMIT =
            Pattern.compile("^(?:From|commit) ([0-9a-f]{12,40})\\b.*");
    private static final Set<String> NO_FUNCTIONS =
            Set.of(
                    "if",
                    "for",
                    "while",
                    "switch",
                    "return",
                    "sizeof",
                    "else",
                    "do",
                    "case",
                    "goto",
                    "typeof",
                    "defined",
                    "int",
                    "long",
                    "unsigned",
                    "char",
                    "void",
                    "bool",
                    "static",
                    "const",
                    "extern",
                    "inline",
                    "__attribute__",
                    "__acquires",
                    "__releases",
                    "__must_hold",
                    "__must_hold_shared",
                    "__acquires_shared",
                    "__releases_shared",
                    "__cond_acquires",
                    "__no_context_analysis",
                    "EXPORT_SYMBOL",
                    "EXPORT_SYMBOL_GPL",
                    "MODULE_LICENSE",
                    "MODULE_AUTHOR",
                    "module_init",
                    "module_exit");

    /**
     * A function that the diff touches.
     *
     * @param file the file, without the a/ or b/ of git
     * @param name the function
     */
    public record Touched(String file, String name) {}

    /**
     * A hunk that changes a function whose header is not in the diff.
     *
     * @param file the file
     * @param line where the hunk begins in the new file
     * @param heading what stands in place of the function, {@code __acquires(fi->lock)}
     */
    public record Unknown(String file, int line, String heading) {}

    private final Set<Touched> touched = new LinkedHashSet<>();
    private final Set<Unknown> unknown = new LinkedHashSet<>();
    private final Map<String, Integer> outside = new LinkedHashMap<>();
    private final Set<String> files = new LinkedHashSet<>();
    private String subject = "";
    private String commit = "";
    private int hunks;
    private int otherChanges;

    private String file = "";
    private String function = "";
    private Unknown where;

    /** Lines of the hunk that are still to come, of each parent and of the new file. */
    private int[] old = {0};

    private int fresh;

    private UnifiedDiff() {}

    /**
     * Reads a diff; whatever it cannot make sense of it passes over.
     *
     * @param bytes the file, in any encoding that has ASCII
     */
    public static UnifiedDiff of(byte[] bytes) {
        UnifiedDiff diff = new UnifiedDiff();
        List<String> lines = MailText.lines(new String(bytes, StandardCharsets.ISO_8859_1));
        for (int i = 0; i < lines.size(); i++) {
            boolean isHeader =
                    lines.get(i).startsWith("--- ")
                            && i + 2 < lines.size()
                            && NEW_FILE.matcher(lines.get(i + 1)).matches()
                            && HUNK.matcher(lines.get(i + 2)).matches();
            diff.line(lines.get(i), isHeader);
        }
        return diff;
    }

    private void line(String line, boolean isHeader) {
        if (isHeader || NO_CHANGE.matcher(line).matches()) {
            old = new int[1];
            fresh = 0;
        }
        if (fresh > 0 || IntStream.of(old).anyMatch(one -> one > 0)) {
            change(line);
            return;
        }
        Matcher hunk = HUNK.matcher(line);
        Matcher to = NEW_FILE.matcher(line);
        Matcher from = OLD_FILE.matcher(line);
        if (hunk.matches() && !file.isEmpty()) {
            begin(hunk);
        } else if (to.matches()) {
            String name = plain(to.group(1));
            file = name.equals("/dev/null") ? file : name;
            files.add(file);
        } else if (from.matches()) {
            file = plain(from.group(1));
        } else {
            header(line);
        }
    }

    private void begin(Matcher hunk) {
        hunks++;
        String[] parents = hunk.group(2).strip().split(" ");
        old = new int[parents.length];
        for (int i = 0; i < parents.length; i++) {
            int comma = parents[i].indexOf(',');
            old[i] = comma < 0 ? 1 : Integer.parseInt(parents[i].substring(comma + 1));
        }
        fresh = hunk.group(4) == null ? 1 : Integer.parseInt(hunk.group(4));
        String heading = hunk.group(5).strip();
        boolean isC = C_FILE.matcher(file).matches();
        function = isC ? begins(heading).orElse("") : "";
        boolean isNamed = !heading.isEmpty() && !NO_HEADER.matcher(heading).matches();
        where =
                isC && !isNamed
                        ? new Unknown(file, Integer.parseInt(hunk.group(3)), heading)
                        : null;
    }

    private void header(String line) {
        Matcher hash = COMMIT.matcher(line);
        if (hash.matches() && commit.isEmpty()) {
            commit = hash.group(1);
        } else if (line.startsWith("Subject:") && subject.isEmpty()) {
            subject =
                    line.substring("Subject:".length()).replaceFirst("^\\s*\\[[^]]*]", "").strip();
        } else if (CHANGE_OF_FILE.matcher(line).matches()) {
            otherChanges++;
        }
    }

    private static String plain(String name) {
        String unquoted = DATE.matcher(name).replaceFirst("").strip().replaceAll("^\"|\"$", "");
        return unquoted.replaceFirst("^(?:[abiwco]|[^/]*(?:linux|kernel)[^/]*)/", "");
    }

    /** A line of a hunk; a mail program may have taken the blank of an empty one. */
    private void change(String line) {
        if (line.startsWith("\\")) {
            return;
        }
        String marks =
                line.isEmpty() ? " " : line.substring(0, Math.min(old.length, line.length()));
        String text = line.length() <= marks.length() ? "" : line.substring(marks.length());
        boolean removed = marks.indexOf('-') >= 0;
        boolean added = marks.indexOf('+') >= 0;
        for (int i = 0; i < old.length; i++) {
            char mark = i < marks.length() ? marks.charAt(i) : ' ';
            old[i] -= mark == '-' || !removed && mark != '+' ? 1 : 0;
        }
        fresh -= removed ? 0 : 1;
        if (C_FILE.matcher(file).matches()) {
            inFunction(text);
        }
        if ((removed || added) && !text.isBlank()) {
            boolean inBody = Character.isWhitespace(text.charAt(0)) || text.matches("\\w+:.*");
            if (where != null && (inBody || !where.heading().isEmpty())) {
                unknown.add(where);
            } else if (function.isEmpty()) {
                outside.merge(file, 1, Integer::sum);
            } else {
                touched.add(new Touched(file, function));
            }
        }
        if (text.startsWith("}")) {
            function = "";
            where = null;
        }
    }

    private void inFunction(String text) {
        begins(text)
                .ifPresent(
                        name -> {
                            function = name;
                            where = null;
                        });
    }

    /** The function that a line begins, as a reader of C would see. */
    private static Optional<String> begins(String line) {
        if (line.isEmpty()
                || !(Character.isLetter(line.charAt(0)) || line.charAt(0) == '_')
                || line.stripTrailing().endsWith(";")
                || line.stripTrailing().endsWith(":")) {
            return Optional.empty();
        }
        if (TYPE.matcher(line).matches()) {
            return Optional.of("");
        }
        Matcher called = CALLED.matcher(line);
        while (called.find()) {
            if (!NO_FUNCTIONS.contains(called.group(1))) {
                int equals = line.indexOf('=');
                return equals >= 0 && equals < called.start()
                        ? Optional.empty()
                        : Optional.of(called.group(1));
            }
        }
        return Optional.empty();
    }

    /** The functions in which a line was added or removed, in the order of the diff. */
    public List<Touched> touched() {
        return new ArrayList<>(touched);
    }

    /** The hunks that change a function whose name the diff does not show. */
    public List<Unknown> unknown() {
        return new ArrayList<>(unknown);
    }

    /** For each file how many lines were changed outside of any function. */
    public Map<String, Integer> outside() {
        return outside;
    }

    /** The files, as the new ones are called. */
    public Set<String> files() {
        return files;
    }

    /** How often it says that a file is renamed, made, removed, or changed as a whole. */
    public int otherChanges() {
        return otherChanges;
    }

    /** How many hunks there are: 0, and no other changes, say that it is no diff. */
    public int hunks() {
        return hunks;
    }

    /** The subject of the mail that it is in; empty if there is none. */
    public String subject() {
        return subject;
    }

    /** The commit that it says it is; empty if it does not. */
    public String commit() {
        return commit;
    }
}
