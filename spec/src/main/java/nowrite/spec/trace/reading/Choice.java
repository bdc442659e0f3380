package nowrite.spec.trace.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Which deeds a story has room for, and which of them make one sentence. A sentence is what one
 * does in one operation; what others do in between, and what is left out, ends it or not. Of all
 * stories within the bounds it is the one whose deeds weigh most, the sentences that it costs to
 * tell them taken off.
 */
final class Choice {
    private static final int MOST_DEEDS = 5;

    /** A deed weighs so many times as much as one with a weight of one less. */
    private static final int BASE = 3;

    /** A sentence costs nearly as much as its only deed is worth, if that weighs 4. */
    private static final long SENTENCE = power(4) - 1;

    private final List<Deed> deeds;
    private final List<String> who;
    private final int most;

    /**
     * The best story that ends with a deed, by its number of sentences and of deeds in the last.
     */
    private final Story[][][] best;

    private record Story(Deed deed, long worth, boolean begins, Story before) {}

    private Choice(List<Deed> deeds, Function<Deed, String> who, int most) {
        this.deeds = deeds;
        this.who = deeds.stream().map(who).toList();
        this.most = most;
        best = new Story[deeds.size()][most + 1][MOST_DEEDS + 1];
        for (int i = 0; i < deeds.size(); i++) {
            fill(i);
        }
    }

    /**
     * The sentences; none if there is no story so long.
     *
     * @param deeds all that could be told, in order
     * @param who who does a deed, and in which operation
     * @param least the fewest sentences
     * @param most the most
     */
    static List<List<Deed>> of(List<Deed> deeds, Function<Deed, String> who, int least, int most) {
        return new Choice(deeds, who, most).sentences(least);
    }

    private static long power(int weight) {
        return Math.round(Math.pow(BASE, weight));
    }

    private void fill(int i) {
        Deed deed = deeds.get(i);
        long worth = power(deed.weight());
        best[i][1][1] = new Story(deed, worth - SENTENCE, true, null);
        for (int j = 0; j < i; j++) {
            boolean same = who.get(j).equals(who.get(i));
            boolean begins = !same || deeds.get(j).step() < deed.step() && !isOne(j, i);
            for (int k = 1; k <= most; k++) {
                for (int n = 1; n <= MOST_DEEDS; n++) {
                    Story before = best[j][k][n];
                    int now = isOne(j, i) ? n : n + 1;
                    if (before != null && same && now <= MOST_DEEDS) {
                        better(i, k, now, new Story(deed, before.worth + worth, false, before));
                    }
                    if (before != null && begins && k < most) {
                        long all = before.worth + worth - SENTENCE;
                        better(i, k + 1, 1, new Story(deed, all, true, before));
                    }
                }
            }
        }
    }

    private void better(int i, int sentences, int last, Story story) {
        Story known = best[i][sentences][last];
        if (known == null || known.worth < story.worth) {
            best[i][sentences][last] = story;
        }
    }

    /** What a story says in one: "write-protects and cleans", "queues it and sends it". */
    private boolean isOne(int j, int i) {
        String one = deeds.get(j).words();
        String two = deeds.get(i).words();
        return one.startsWith("write-protects ") && two.startsWith("cleans ")
                || one.startsWith("queues ") && two.startsWith("sends WRITE ");
    }

    private List<List<Deed>> sentences(int least) {
        Story found = null;
        for (Story[][] bySentences : best) {
            for (int k = least; k <= most; k++) {
                for (Story story : bySentences[k]) {
                    if (story != null && (found == null || found.worth < story.worth)) {
                        found = story;
                    }
                }
            }
        }
        List<List<Deed>> sentences = new ArrayList<>();
        boolean begins = true;
        for (Story story = found; story != null; story = story.before) {
            if (begins) {
                sentences.add(0, new ArrayList<>());
            }
            sentences.get(0).add(0, story.deed);
            begins = story.begins;
        }
        return sentences;
    }
}
