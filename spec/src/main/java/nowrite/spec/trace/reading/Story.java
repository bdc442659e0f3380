package nowrite.spec.trace.reading;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nowrite.spec.trace.Trace;

/**
 * Three to seven sentences that tell how it comes to the violation: the deeds that are worth most,
 * as {@link Choice} takes them. Where the deeds make fewer sentences, the start comes first; only a
 * trace in which next to nothing is done has a shorter story.
 */
final class Story {
    private static final Pattern REQUEST = Pattern.compile("(queues|sends) (WRITE \\d+)(.*)");
    private static final Pattern OBJECT =
            Pattern.compile(
                    "(?<verb>answers |takes )(?<what>(?:page|\\S+'s|WRITE).*?)"
                            + "(?<rest>| out of the page cache)");
    private static final String UNDOES = "(write-protects|unmaps|marks|redirties) .*";
    private static final String UNLOCKED = "ends without unlocking";
    private static final int LEAST = 3;
    private static final int MOST = 7;
    private static final int HEAVIEST = 8;
    private static final int HEAVY = 7;
    private static final int SAID = 4;

    private final Trace trace;
    private final List<Map<String, String>> states;
    private final Lives lives;
    private final SortedSet<String> cells;

    Story(Trace trace, List<Map<String, String>> states, Lives lives, SortedSet<String> cells) {
        this.trace = trace;
        this.states = states;
        this.lives = lives;
        this.cells = cells;
    }

    /**
     * The sentences.
     *
     * @param deeds all that is done
     * @param matters the steps that lead to the violation
     * @param key those of them that what is wrong speaks of
     */
    List<String> tell(List<Deed> deeds, Set<Integer> matters, Set<Integer> key) {
        List<Deed> kept = new ArrayList<>();
        deeds.forEach(
                deed ->
                        kept.add(
                                key.contains(deed.step())
                                                && deed.weight() >= SAID
                                                && !isEarlierReply(deed)
                                        ? deed.weighing(Math.max(HEAVY, deed.weight() + 2))
                                        : deed));
        kept.removeIf(deed -> !matters.contains(deed.step()) && deed.weight() < HEAVIEST);
        List<Deed> heavy = kept.stream().filter(deed -> deed.weight() > 1).toList();
        List<List<Deed>> told = Choice.of(heavy, this::who, 1, MOST);
        if (told.size() >= LEAST) {
            return texts(told);
        }
        String start = Start.sentence(states.get(0), cells);
        int few = start.isEmpty() ? LEAST : LEAST - 1;
        for (List<Deed> all : List.of(heavy, kept, deeds)) {
            List<List<Deed>> more = Choice.of(all, this::who, few, MOST);
            told = told.size() < few && !more.isEmpty() ? more : told;
        }
        List<String> texts = texts(told);
        if (!start.isEmpty()) {
            texts.add(0, start);
        }
        return texts;
    }

    /** What is wrong names it itself, and who sent the request is told. */
    private boolean isEarlierReply(Deed deed) {
        return Trace.isDaemon(deed.context()) && deed.step() < trace.steps().size();
    }

    /** Who does it, and in which operation. */
    private String who(Deed deed) {
        String context = deed.context();
        if (isCompletion(deed)) {
            return "the kernel in " + context;
        }
        return Trace.isDaemon(context)
                ? "the daemon"
                : context + " " + states.get(deed.step() - 1).get(context + ".op");
    }

    /** Whether the kernel does it, on an answer of the daemon. */
    private boolean isCompletion(Deed deed) {
        String label = trace.steps().get(deed.step() - 1).label();
        return Trace.isDaemon(deed.context()) && !label.startsWith("daemon:");
    }

    private List<String> texts(List<List<Deed>> sentences) {
        List<String> texts = new ArrayList<>();
        Set<String> begun = new HashSet<>();
        for (List<Deed> sentence : sentences) {
            Deed first = sentence.get(0);
            int last = sentence.get(sentence.size() - 1).step();
            String lead = lead(first, begun);
            List<String> words = new ArrayList<>();
            sentence.forEach(deed -> words.add(deed.words() + cause(deed, sentences)));
            String steps =
                    first.step() == last ? "step " + last : "steps " + first.step() + "-" + last;
            texts.add(lead + Texts.and(merged(words)) + " (" + steps + ").");
        }
        return texts;
    }

    /** Who undid what is done again, unless the story tells it. */
    private String cause(Deed deed, List<List<Deed>> sentences) {
        int n = deed.undone();
        boolean told =
                sentences.stream()
                        .flatMap(List::stream)
                        .anyMatch(other -> other.step() == n && other.words().matches(UNDOES));
        if (n == 0 || told) {
            return "";
        }
        Trace.Step step = trace.steps().get(n - 1);
        boolean gone =
                step.changes().stream()
                        .anyMatch(c -> c.path().startsWith("pte.") && "none".equals(c.to()));
        String did = gone ? " unmapped" : " write-protected";
        String verb = deed.words().startsWith("cleans ") ? " marked" : did;
        String end = verb.equals(" marked") ? " it dirty" : " it";
        return " (" + step.task() + verb + end + " at step " + n + ")";
    }

    /** What is one thing in several steps; a request just named is "it". */
    private static List<String> merged(List<String> words) {
        List<String> merged = new ArrayList<>();
        for (String word : paired(words)) {
            int last = merged.size() - 1;
            String before = last < 0 ? "" : merged.get(last);
            Matcher request = REQUEST.matcher(word);
            if (before.startsWith("write-protects ") && word.startsWith("cleans ")) {
                while (!merged.isEmpty()
                        && merged.get(merged.size() - 1).startsWith("write-protects ")) {
                    merged.remove(merged.size() - 1);
                }
                merged.add("write-protects and " + word);
            } else if (word.equals(
                    before.replaceFirst("^applies (.*?)((, whose| \\().*)?$", "answers $1"))) {
                merged.add("answers it");
            } else if (word.startsWith(UNLOCKED)
                    && before.endsWith(word.substring(UNLOCKED.length()))) {
                merged.add(UNLOCKED + " it");
            } else if (request.matches() && names(before, request.group(2))) {
                merged.add(request.group(1) + " it" + request.group(3));
            } else {
                merged.add(word);
            }
        }
        return merged;
    }

    private static List<String> paired(List<String> words) {
        List<String> paired = new ArrayList<>();
        for (String word : words) {
            int last = paired.size() - 1;
            String before = last < 0 ? "" : paired.get(last);
            String joined = joined(before, word);
            if (!joined.isEmpty()) {
                paired.set(last, joined);
            } else if (!before.equals(word)) {
                paired.add(word);
            }
        }
        return paired;
    }

    /** The same done to two things in a row: "answers WRITE 1 and WRITE 2"; empty if it is not. */
    private static String joined(String before, String word) {
        Matcher one = OBJECT.matcher(before);
        Matcher two = OBJECT.matcher(word);
        boolean same =
                one.matches()
                        && two.matches()
                        && one.group("verb").equals(two.group("verb"))
                        && one.group("rest").equals(two.group("rest"));
        return same && !before.equals(word)
                ? one.group("verb")
                        + one.group("what").replace(" and ", ", ")
                        + " and "
                        + two.group("what")
                        + one.group("rest")
                : "";
    }

    private static boolean names(String words, String request) {
        return words.contains("(" + request + ",")
                || words.equals("queues " + request)
                || words.matches("queues it\\b.*");
    }

    /** The name, and at the first deed of an operation which one that is. */
    private String lead(Deed deed, Set<String> begun) {
        if (isCompletion(deed)) {
            RequestLife life = lives.at(Texts.slotOfDaemon(deed.context()), deed.step());
            return "On the answer to "
                    + (life == null ? deed.context() : life.name())
                    + " the kernel ";
        }
        if (Trace.isDaemon(deed.context())) {
            return "The daemon ";
        }
        Map<String, String> before = states.get(deed.step() - 1);
        String op = before.getOrDefault(deed.context() + ".op", "");
        String text = Paths.operation(trace, deed.context(), before);
        if (!begun.add(deed.context() + " " + op) || text.isEmpty()) {
            return deed.context() + " ";
        }
        String what = operation(text);
        return deed.context() + " " + (what.isEmpty() ? "" : what + ": it ");
    }

    private static String operation(String text) {
        String[] words = text.split(" ");
        return switch (words[0]) {
            case "truncate" -> "truncates the file to " + words[1];
            case "chmod" -> "calls chmod";
            case "write" -> "calls write(2)";
            case "writepages" -> "writes back dirty pages";
            case "fsync" -> "calls fsync";
            case "sync" -> "calls sync(2)";
            case "punch" -> "punches a hole";
            case "read" ->
                    words[1].equals("direct") ? "reads the file with O_DIRECT" : "calls read(2)";
            case "stat" -> "calls stat";
            case "open" -> words.length > 1 ? "opens the file with O_TRUNC" : "opens the file";
            case "syncfs" -> "calls syncfs(2)";
            case "close" -> "unmaps and closes the file";
            case "reclaim" -> "reclaims memory";
            case "migrate" -> "is to move page " + words[1] + " to another frame";
            case "throttle" -> "allocates memory and is throttled";
            case "dio-read" ->
                    "reads another file with O_DIRECT into a pinned buffer that maps this file";
            default -> "";
        };
    }
}
