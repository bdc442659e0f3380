package nowrite.spec.scenario;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes and offsets of a scenario file: {@code 3h} half pages, {@code 1p} pages, {@code 0}. */
final class Size {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,4})([hp])");

    private Size() {}

    /**
     * Reads a size.
     *
     * @return the size in half pages, or -1 if the text is none
     */
    static int halves(String text) {
        if (text.equals("0")) {
            return 0;
        }
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return -1;
        }
        int number = Integer.parseInt(matcher.group(1));
        return matcher.group(2).equals("p") ? 2 * number : number;
    }

    /** Whether the text is a size in whole pages. */
    static boolean isPages(String text) {
        return text.endsWith("p") && halves(text) >= 0;
    }
}
