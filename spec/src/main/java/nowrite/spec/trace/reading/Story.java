package nowrite.spec.trace.reading;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nowrite.spec.trace.Trace;

/**
 * Two to ten sentences that tell how it comes to the violation. One who acts in several steps
 * without another in between gets one sentence; what matters least is left out until it is short
 * enough.
 */
final class Story {
    private static final Pattern REQUEST = Pattern.compile("(queues|sends) (WRITE \\d+)(.*)");
    private static final int LEAST = 2;
    private static final int MOST = 10;
    private static final int MOST_DEEDS = 5;
    private static final int HEAVIEST = 8;
    private static final int HEAVY = 7;
    private static final int LIGHT = 3;
    private static final int SAID = 4;

    private final Trace trace;
    private final List<Map<String, String>> states;
    private final Lives lives;

    Story(Trace trace, List<Map<String, String>> states, Lives lives) {
        this.trace = trace;
        this.states = states;
        this.lives = lives;
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
                                key.contains(deed.step()) && deed.weight() >= SAID
                                        ? deed.weighing(Math.max(HEAVY, deed.weight() + 2))
                                        : deed));
        kept.removeIf(deed -> !matters.contains(deed.step()) && deed.weight() < HEAVIEST);
        List<List<Deed>> told = runs(kept.stream().filter(deed -> deed.weight() > 1).toList());
        while (weight(lightest(told)) <= LIGHT && without(lightest(told), told).size() >= LEAST) {
            told = without(lightest(told), told);
        }
        if (told.size() < LEAST) {
            told = bySteps(kept);
        }
        if (told.size() < LEAST) {
            told = bySteps(deeds);
        }
        while (told.size() > MOST && weight(lightest(told)) < HEAVY) {
            told = without(lightest(told), told);
        }
        while (told.size() > MOST) {
            told = without(lightest(told), told);
        }
        return texts(split(told));
    }

    private List<List<Deed>> without(List<Deed> run, List<List<Deed>> runs) {
        List<Deed> rest = new ArrayList<>();
        runs.stream().filter(other -> other != run).forEach(rest::addAll);
        return runs(rest);
    }

    /** One run for each step. */
    private static List<List<Deed>> bySteps(List<Deed> deeds) {
        Map<Integer, List<Deed>> steps = new TreeMap<>();
        deeds.forEach(deed -> steps.computeIfAbsent(deed.step(), n -> new ArrayList<>()).add(deed));
        return new ArrayList<>(steps.values());
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

    /** What one does in one operation without another in between. */
    private List<List<Deed>> runs(List<Deed> deeds) {
        List<List<Deed>> runs = new ArrayList<>();
        for (Deed deed : deeds) {
            List<Deed> last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
            if (last == null || !who(last.get(0)).equals(who(deed))) {
                last = new ArrayList<>();
                runs.add(last);
            }
            last.add(deed);
        }
        return runs;
    }

    private static List<Deed> lightest(List<List<Deed>> runs) {
        return runs.stream().min(Comparator.comparingInt(Story::weight)).orElse(List.of());
    }

    /** How much a run matters: as much as its weightiest deed, then as all of them. */
    private static int weight(List<Deed> run) {
        return run.stream().mapToInt(Deed::weight).max().orElse(HEAVIEST);
    }

    /** Runs as sentences: the light deeds of a long one are left out, and it may become two. */
    private static List<List<Deed>> split(List<List<Deed>> runs) {
        List<List<Deed>> sentences = new ArrayList<>();
        int room = MOST - runs.size();
        for (List<Deed> run : runs) {
            List<Deed> kept = new ArrayList<>(run);
            while (kept.size() > MOST_DEEDS * (room > 0 ? 2 : 1)) {
                Deed light = Collections.min(kept, Comparator.comparingInt(Deed::weight));
                kept.remove(light);
            }
            if (kept.size() > MOST_DEEDS) {
                int half = (kept.size() + 1) / 2;
                if (kept.get(half).words().startsWith("cleans ")) {
                    half--;
                }
                sentences.add(kept.subList(0, half));
                sentences.add(kept.subList(half, kept.size()));
                room--;
            } else {
                sentences.add(kept);
            }
        }
        return sentences;
    }

    private List<String> texts(List<List<Deed>> sentences) {
        List<String> texts = new ArrayList<>();
        Set<String> begun = new HashSet<>();
        for (List<Deed> sentence : sentences) {
            Deed first = sentence.get(0);
            int last = sentence.get(sentence.size() - 1).step();
            String lead = lead(first, begun);
            List<String> words = new ArrayList<>();
            sentence.forEach(deed -> words.add(deed.words()));
            String steps =
                    first.step() == last ? "step " + last : "steps " + first.step() + "-" + last;
            texts.add(lead + Texts.and(merged(words)) + " (" + steps + ").");
        }
        return texts;
    }

    /** What is one thing in several steps; a request just named is "it". */
    private static List<String> merged(List<String> words) {
        List<String> merged = new ArrayList<>();
        for (String word : words) {
            int last = merged.size() - 1;
            String before = last < 0 ? "" : merged.get(last);
            Matcher request = REQUEST.matcher(word);
            if (before.startsWith("write-protects ") && word.startsWith("cleans ")) {
                while (!merged.isEmpty()
                        && merged.get(merged.size() - 1).startsWith("write-protects ")) {
                    merged.remove(merged.size() - 1);
                }
                merged.add("write-protects and " + word);
            } else if (request.matches() && names(before, request.group(2))) {
                merged.add(request.group(1) + " it" + request.group(3));
            } else if (!before.equals(word)) {
                merged.add(word);
            }
        }
        return merged;
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
        String op = states.get(deed.step() - 1).getOrDefault(deed.context() + ".op", "");
        List<String> program = trace.programs().getOrDefault(deed.context(), List.of());
        int number = Texts.number(op);
        if (!begun.add(deed.context() + " " + op) || number < 1 || number > program.size()) {
            return deed.context() + " ";
        }
        String what = operation(program.get(number - 1));
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
            case "close" -> "unmaps and closes the file";
            case "reclaim" -> "reclaims memory";
            case "dio-read" -> "reads with O_DIRECT into its mapping";
            default -> "";
        };
    }
}
