package nowrite.stress.selftest.tla;

import java.util.ArrayList;
import java.util.List;

/**
 * The definition of an operator at the top of a module.
 *
 * @param module name of the module
 * @param name the operator
 * @param body the tokens behind the {@code ==}
 */
record Definition(String module, String name, List<Token> body) {

    /** The definitions of a module; their names begin at the left margin. */
    static List<Definition> of(String module, List<Token> tokens) {
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.column() == 0
                    && (token.text().startsWith("----")
                            || token.text().startsWith("====")
                            || token.is("CONSTANTS", "VARIABLES", "EXTENDS", "ASSUME", "RECURSIVE")
                            || bodyOf(tokens, i) > 0)) {
                starts.add(i);
            }
        }
        List<Definition> definitions = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            int body = bodyOf(tokens, starts.get(i));
            if (body > 0) {
                int end = i + 1 < starts.size() ? starts.get(i + 1) : tokens.size();
                definitions.add(
                        new Definition(
                                module,
                                tokens.get(starts.get(i)).text(),
                                List.copyOf(tokens.subList(body, end))));
            }
        }
        return definitions;
    }

    /** Where the body begins of the definition whose name stands at a place; 0 if none does. */
    private static int bodyOf(List<Token> tokens, int name) {
        if (!tokens.get(name).isName()) {
            return 0;
        }
        int i = name + 1;
        if (i < tokens.size() && tokens.get(i).is("(")) {
            i = closing(tokens, i) + 1;
        }
        return i < tokens.size() && tokens.get(i).is("==") ? i + 1 : 0;
    }

    /** The bracket that closes the one at a place. */
    static int closing(List<Token> tokens, int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            depth += tokens.get(i).opens() ? 1 : tokens.get(i).closes() ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException(
                "no bracket closes the one in line " + tokens.get(open).line());
    }
}
