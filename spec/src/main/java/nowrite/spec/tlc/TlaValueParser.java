package nowrite.spec.tlc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads TLC's printed form of a value. */
final class TlaValueParser {

    private final String text;
    private int at;

    TlaValueParser(String text) {
        this.text = text;
    }

    TlaValue parse() {
        TlaValue value = value();
        skip();
        if (at != text.length()) {
            throw error("the end");
        }
        return value;
    }

    private TlaValue value() {
        skip();
        if (accept("<<")) {
            return new TlaValue.Tuple(list(">>"));
        }
        if (accept("{")) {
            return new TlaValue.SetOf(list("}"));
        }
        if (accept("[")) {
            return record();
        }
        if (accept("(")) {
            return function();
        }
        if (accept("\"")) {
            return string();
        }
        if (accept("TRUE")) {
            return new TlaValue.Bool(true);
        }
        if (accept("FALSE")) {
            return new TlaValue.Bool(false);
        }
        return number();
    }

    private List<TlaValue> list(String end) {
        List<TlaValue> items = new ArrayList<>();
        skip();
        if (accept(end)) {
            return items;
        }
        while (true) {
            items.add(value());
            skip();
            if (accept(end)) {
                return items;
            }
            expect(",");
        }
    }

    private TlaValue record() {
        Map<String, TlaValue> fields = new LinkedHashMap<>();
        skip();
        if (accept("]")) {
            return new TlaValue.Rec(fields);
        }
        while (true) {
            skip();
            int start = at;
            while (at < text.length() && isName(text.charAt(at))) {
                at++;
            }
            String name = text.substring(start, at);
            if (name.isEmpty()) {
                throw error("the name of a field");
            }
            skip();
            expect("|->");
            if (fields.put(name, value()) != null) {
                throw error("another field than " + name);
            }
            skip();
            if (accept("]")) {
                return new TlaValue.Rec(fields);
            }
            expect(",");
        }
    }

    private static boolean isName(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }

    private TlaValue function() {
        Map<TlaValue, TlaValue> entries = new LinkedHashMap<>();
        while (true) {
            TlaValue key = value();
            skip();
            expect(":>");
            if (entries.put(key, value()) != null) {
                throw error("another key than " + key);
            }
            skip();
            if (accept(")")) {
                return new TlaValue.Fn(entries);
            }
            expect("@@");
        }
    }

    private TlaValue string() {
        StringBuilder string = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return new TlaValue.Str(string.toString());
            }
            if (c == '\\' && at < text.length()) {
                c = text.charAt(at++);
                c = c == 'n' ? '\n' : c == 't' ? '\t' : c;
            }
            string.append(c);
        }
        throw error("the end of a string");
    }

    private TlaValue number() {
        int first = digits();
        if (!accept("..")) {
            return new TlaValue.Int(first);
        }
        int last = digits();
        List<TlaValue> items = new ArrayList<>();
        for (int i = first; i <= last; i++) {
            items.add(new TlaValue.Int(i));
        }
        return new TlaValue.SetOf(items);
    }

    private int digits() {
        int start = at;
        if (at < text.length() && text.charAt(at) == '-') {
            at++;
        }
        while (at < text.length() && Character.isDigit(text.charAt(at))) {
            at++;
        }
        try {
            return Integer.parseInt(text.substring(start, at));
        } catch (NumberFormatException e) {
            at = start;
            throw error("a value");
        }
    }

    private void skip() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private boolean accept(String token) {
        if (text.startsWith(token, at)) {
            at += token.length();
            return true;
        }
        return false;
    }

    private void expect(String token) {
        if (!accept(token)) {
            throw error("'" + token + "'");
        }
    }

    private TlcException error(String expected) {
        String rest = text.substring(at, Math.min(text.length(), at + 40));
        return new TlcException(
                "TLC printed a value that is not understood: "
                        + expected
                        + " was expected at '"
                        + rest
                        + "' in: "
                        + text);
    }
}
