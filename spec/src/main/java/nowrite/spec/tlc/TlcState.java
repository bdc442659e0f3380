package nowrite.spec.tlc;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A state of a behaviour that TLC printed.
 *
 * @param number its number, from 1
 * @param action the action that led to it, under the name that it has without reverts; empty for
 *     the first
 * @param variables the variables
 */
record TlcState(int number, String action, Map<String, TlaValue> variables) {

    private static final Pattern HEAD =
            Pattern.compile("([0-9]+): <(Initial predicate|([A-Za-z0-9_]+) line .*)>");
    private static final Pattern VARIABLE = Pattern.compile("(?:/\\\\ )?([A-Za-z0-9_]+) = (.*)");

    TlcState {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }

    /**
     * Reads what TLC prints for a state.
     *
     * @throws TlcException if it is not understood
     */
    static TlcState parse(String text) {
        int end = text.indexOf('\n');
        String head = end < 0 ? text : text.substring(0, end);
        Matcher matcher = HEAD.matcher(head.trim());
        if (!matcher.matches() || end < 0) {
            throw new TlcException("TLC printed a state that is not understood: " + head);
        }
        String action = matcher.group(3) == null ? "" : matcher.group(3);
        return new TlcState(
                Integer.parseInt(matcher.group(1)),
                TlaKernels.plainName(action),
                variables(text.substring(end + 1)));
    }

    /** Reads the variables of a state, one after the other, each on one or more lines. */
    static Map<String, TlaValue> variables(String text) {
        Map<String, String> texts = new LinkedHashMap<>();
        String name = null;
        for (String line : text.split("\n")) {
            Matcher matcher = VARIABLE.matcher(line);
            if (matcher.matches()) {
                name = matcher.group(1);
                texts.put(name, matcher.group(2));
            } else if (name != null) {
                texts.merge(name, "\n" + line, String::concat);
            } else if (!line.isBlank()) {
                throw new TlcException("TLC printed a state that is not understood: " + line);
            }
        }
        Map<String, TlaValue> values = new LinkedHashMap<>();
        texts.forEach((variable, value) -> values.put(variable, TlaValue.parse(value)));
        return values;
    }

    /** The value of a variable. */
    TlaValue get(String variable) {
        TlaValue value = variables.get(variable);
        if (value == null) {
            throw new TlcException("the state has no variable " + variable);
        }
        return value;
    }
}
