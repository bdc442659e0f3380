package nowrite.stress.cli.home;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what a mistyped name was probably meant to be. */
public final class Nearest {

    private Nearest() {}

    /** The candidate with the fewest differences; empty if all are too different to be meant. */
    public static Optional<String> to(String typed, Collection<String> candidates) {
        return candidates.stream()
                .min(
                        Comparator.comparingInt((String c) -> distance(typed, c))
                                .thenComparing(c -> c))
                .filter(c -> distance(typed, c) <= Math.max(2, c.length() / 2));
    }

    /** A half sentence " Did you mean X?", or nothing. */
    public static String hint(String typed, Collection<String> candidates) {
        return to(typed, candidates).map(c -> " Did you mean " + c + "?").orElse("");
    }

    /** Letters to insert, delete or replace to make one text the other. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
