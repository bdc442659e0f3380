package nowrite.spec.trace.reading;

import java.util.List;

/** The texts of a state, taken apart, and numbers as one says them. */
final class Texts {

    private Texts() {}

    /** The items of "[a b]"; none if the text is null or no list. */
    static List<String> list(String text) {
        if (text == null || !text.startsWith("[") || text.length() < 3) {
            return List.of();
        }
        return List.of(text.substring(1, text.length() - 1).split(" "));
    }

    /** The request slot of a context such as {@code daemon(0.1)}. */
    static String slotOfDaemon(String context) {
        return context.substring("daemon(".length(), context.length() - 1);
    }

    /** A size in half pages as a scenario says it: 2 is "1p", 3 is "3h". */
    static String size(String halves) {
        if (halves == null || !halves.matches("\\d+") || halves.equals("0")) {
            return String.valueOf(halves);
        }
        int n = Integer.parseInt(halves);
        return n % 2 == 0 ? n / 2 + "p" : n + "h";
    }

    /** A number, 0 if the text is none. */
    static int number(String text) {
        return text != null && text.matches("-?\\d{1,9}") ? Integer.parseInt(text) : 0;
    }

    /** "a", "a and b", "a, b and c". */
    static String and(List<String> parts) {
        int last = parts.size() - 1;
        return last < 1
                ? String.join("", parts)
                : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
    }

    /** Half pages by their names: "half pages 0 and 1" for 0h and 1h. */
    static String halves(List<String> names) {
        String numbers = and(names.stream().map(name -> name.replace("h", "")).toList());
        return (names.size() == 1 ? "half page " : "half pages ") + numbers;
    }
}
