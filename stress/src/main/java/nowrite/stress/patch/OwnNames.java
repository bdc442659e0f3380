package nowrite.stress.patch;

import java.util.regex.Pattern;

/** Scenarios outside the checkout have their whole path as a name; a person reads the last word. */
final class OwnNames {
    private static final Pattern LONG =
            Pattern.compile("(?<![\\w./-])own/(?:[^\\s/]+/)+(?=[^\\s/])");

    private OwnNames() {}

    /** The text with {@code mine} for {@code own/home/me/my-idea/scenarios/mine}. */
    static String shortened(String text) {
        return LONG.matcher(text).replaceAll("");
    }
}
