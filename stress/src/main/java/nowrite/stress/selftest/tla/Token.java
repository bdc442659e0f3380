package nowrite.stress.selftest.tla;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word or sign of a TLA+ module.
 *
 * @param text the token as it stands
 * @param start its place in the module's text
 * @param line its line, from 1
 * @param column its column, from 0
 */
record Token(String text, int start, int line, int column) {

    private static final Pattern COMMENT =
            Pattern.compile("\\(\\*.*?\\*\\)|\\\\\\*[^\n]*", Pattern.DOTALL);
    private static final Pattern TOKEN =
            Pattern.compile(
                    "\"[^\"\n]*\"|[A-Za-z0-9_]+|/\\\\|\\\\/|\\\\[a-zA-Z]+|==|=>|<=|>=|<<|>>|\\|->|->"
                            + "|\\.\\.|----+|====+|\\S");

    /** The tokens of a module, without its comments. */
    static List<Token> of(String module) {
        StringBuilder text = new StringBuilder(module);
        Matcher comments = COMMENT.matcher(module);
        while (comments.find()) {
            for (int i = comments.start(); i < comments.end(); i++) {
                if (text.charAt(i) != '\n') {
                    text.setCharAt(i, ' ');
                }
            }
        }
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        int line = 1;
        int lineStart = 0;
        int at = 0;
        while (matcher.find()) {
            for (; at < matcher.start(); at++) {
                if (text.charAt(at) == '\n') {
                    line++;
                    lineStart = at + 1;
                }
            }
            tokens.add(
                    new Token(matcher.group(), matcher.start(), line, matcher.start() - lineStart));
        }
        return tokens;
    }

    int end() {
        return start + text.length();
    }

    boolean is(String... texts) {
        for (String one : texts) {
            if (text.equals(one)) {
                return true;
            }
        }
        return false;
    }

    boolean isJunction() {
        return is("/\\", "\\/");
    }

    boolean isName() {
        return Character.isLetter(text.charAt(0)) && !isKeyword();
    }

    boolean isNumber() {
        return Character.isDigit(text.charAt(0)) && text.chars().allMatch(Character::isDigit);
    }

    boolean isString() {
        return text.startsWith("\"");
    }

    private boolean isKeyword() {
        return is(
                "IF",
                "THEN",
                "ELSE",
                "LET",
                "IN",
                "EXCEPT",
                "CHOOSE",
                "UNCHANGED",
                "TRUE",
                "FALSE",
                "CASE",
                "LAMBDA",
                "DOMAIN",
                "SUBSET",
                "UNION",
                "ENABLED");
    }

    boolean opens() {
        return is("(", "[", "{", "<<");
    }

    boolean closes() {
        return is(")", "]", "}", ">>");
    }
}
