package nowrite.spec.corpus;

import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import nowrite.spec.Property;

/**
 * A bug that upstream had and fixed, and how to see it.
 *
 * @param id its number in the ledger: {@code F03}
 * @param folder the folder of the entry
 * @param title the bug in one line
 * @param story what happened, in plain words
 * @param fixes the commits that fixed it, at least one
 * @param functions the kernel functions that were wrong
 * @param bounds why the scenarios are as large as they are
 * @param claims what the scenarios show, in the order of the file; at least one violation on a
 *     kernel without the fix, and each of these holds on a kernel with it
 */
public record CorpusEntry(
        String id,
        Path folder,
        String title,
        String story,
        List<Fix> fixes,
        Set<String> functions,
        String bounds,
        List<Claim> claims) {

    /** Name of the file in an entry's folder that says everything. */
    public static final String FILE = "entry";

    /** Name of the file beside it with the shortest schedule of {@link #shown}. */
    public static final String TRACE = "trace.txt";

    /** Copies the collections, in their order. */
    public CorpusEntry {
        fixes = List.copyOf(fixes);
        functions = Collections.unmodifiableSet(new LinkedHashSet<>(functions));
        claims = List.copyOf(claims);
    }

    /** The properties that are violated without the fix. */
    public Set<Property> properties() {
        Set<Property> all = EnumSet.noneOf(Property.class);
        claims.stream().filter(Claim::violated).forEach(claim -> all.addAll(claim.about()));
        return all;
    }

    /** The claim whose counterexample stands for the bug: the first violation. */
    public Claim shown() {
        return claims.stream().filter(Claim::violated).findFirst().orElseThrow();
    }

    /** The property of that counterexample. */
    public Property shownProperty() {
        return shown().about().iterator().next();
    }

    /** The generation in which the bug is taken back. */
    public String generation() {
        return claims.stream().filter(Claim::fixed).findFirst().orElseThrow().kernel().generation();
    }

    /** The year of the first fix. */
    public int year() {
        return fixes.get(0).year();
    }

    /** Whether a word names this entry: its id, folder, year, property, function or commit. */
    public boolean isMeantBy(String word) {
        String small = word.toLowerCase(Locale.ROOT);
        return id.toLowerCase(Locale.ROOT).equals(small)
                || folder.getFileName().toString().toLowerCase(Locale.ROOT).equals(small)
                || Integer.toString(year()).equals(word)
                || properties().stream().anyMatch(p -> p.name().equalsIgnoreCase(word))
                || functions.contains(small)
                || fixes.stream()
                        .anyMatch(fix -> word.length() >= 7 && fix.hash().startsWith(small));
    }
}
