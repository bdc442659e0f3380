package nowrite.stress.conform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The form of a state that both sides share: the paths and values of the canonical view. Two things
 * are written in two ways and are not part of it ({@link #OWN}, {@link #place}); each side's own
 * writing of them counts when it is checked that different states have different forms.
 */
final class Canonical {

    /**
     * Something that spec and model write in two ways.
     *
     * @param path which paths, as a regular expression
     * @param reason why they are not compared
     */
    record Own(Pattern path, String reason) {}

    /** What each side writes in its own way. docs/conformance.md names the same things. */
    static final List<Own> OWN =
            List.of(
                    new Own(
                            Pattern.compile(".*\\.stack"),
                            "the spec has the labels that a task returns to, the model the"
                                    + " functions that it was called through"));

    /** What stands between the labels of a choice in the model. */
    private static final String OR = " | ";

    private final Predicate<String> hidden;

    private Canonical(Predicate<String> hidden) {
        this.hidden = hidden;
    }

    /** The form in which graphs are compared. */
    static Canonical form() {
        return hiding(path -> false);
    }

    /** A form from which more is left out than may be; for the tests of the check. */
    static Canonical hiding(Predicate<String> more) {
        return new Canonical(more);
    }

    /** What is in the form, of the words of a state or of a part of one. */
    Map<String, String> of(Map<String, String> words) {
        Map<String, String> form = ownFormOf(words);
        form.keySet().removeIf(Canonical::isOwn);
        form.replaceAll((path, value) -> path.endsWith(".pc") ? place(value) : value);
        return form;
    }

    /** The form together with what the side writes in its own way. */
    Map<String, String> ownFormOf(Map<String, String> words) {
        Map<String, String> form = new LinkedHashMap<>(words);
        form.keySet().removeIf(hidden);
        return form;
    }

    private static boolean isOwn(String path) {
        return OWN.stream().anyMatch(own -> own.path().matcher(path).matches());
    }

    /**
     * Where a context stands: at a choice the model has all its labels, the spec the first. Which
     * of them can be taken is seen by the steps that leave the state.
     */
    private static String place(String labels) {
        int or = labels.indexOf(OR);
        return or < 0 ? labels : labels.substring(0, or);
    }
}
