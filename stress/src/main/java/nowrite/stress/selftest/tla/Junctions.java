package nowrite.stress.selftest.tla;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Finds the operands of {@code /\} and {@code \/} in a body, in lists by column and in lines. */
final class Junctions {

    /**
     * An operand.
     *
     * @param first its first token in the body
     * @param end behind its last token
     * @param conjunct whether it is one of a conjunction, else of a disjunction
     */
    record Operand(int first, int end, boolean conjunct) {}

    private final List<Token> body;

    Junctions(List<Token> body) {
        this.body = body;
    }

    /** All operands, in the order in which they begin; operands of operands too. */
    List<Operand> operands() {
        List<Operand> operands = new ArrayList<>();
        for (int i = 0; i < body.size(); i++) {
            if (body.get(i).isJunction()) {
                int left = leftOf(i);
                boolean conjunct = body.get(i).is("/\\");
                if (left < i) {
                    operands.add(new Operand(left, i, conjunct));
                }
                operands.add(new Operand(i + 1, endOf(i), conjunct));
            }
        }
        return operands;
    }

    /** Where the left operand of a junction begins; its own place if it has none. */
    private int leftOf(int junction) {
        int depth = 0;
        int i = junction - 1;
        for (; i >= 0; i--) {
            Token token = body.get(i);
            depth += token.closes() ? 1 : token.opens() ? -1 : 0;
            if (depth < 0) {
                break;
            }
            if (depth == 0
                    && token.is("THEN", "ELSE", "IF", "IN", ":", "=>", "==", ",", "/\\", "\\/")) {
                break;
            }
        }
        boolean behindJunction = i >= 0 && body.get(i).isJunction();
        boolean list =
                junction == i + 1
                        || junction > 0
                                && body.get(junction - 1).line() < body.get(junction).line();
        return behindJunction || list ? junction : i + 1;
    }

    private int endOf(int junction) {
        Token sign = body.get(junction);
        int first = junction + 1;
        boolean absorbs =
                body.get(first).isJunction() || body.get(first).is("\\E", "\\A", "LET", "IF");
        Deque<String> open = new ArrayDeque<>();
        int i = first;
        for (; i < body.size(); i++) {
            Token token = body.get(i);
            boolean flat = open.isEmpty();
            if (token.line() > sign.line() && token.column() <= sign.column()) {
                break;
            }
            if (token.opens() || token.is("LET", "IF")) {
                open.push(token.text());
            } else if (token.closes()) {
                while (!flat && open.peek().equals("ELSE")) {
                    open.pop();
                    flat = open.isEmpty();
                }
                if (flat) {
                    break;
                }
                open.pop();
            } else if (token.is("IN", "THEN")) {
                if (flat) {
                    break;
                }
                open.pop();
                if (token.is("THEN")) {
                    open.push("THEN");
                }
            } else if (token.is("ELSE")) {
                while (!flat && !open.peek().equals("THEN")) {
                    open.pop();
                    flat = open.isEmpty();
                }
                if (flat) {
                    break;
                }
                open.pop();
                open.push("ELSE");
            } else if (flat && token.is(",", "=>", "==")) {
                break;
            } else if (flat && token.isJunction() && !absorbs) {
                break;
            }
        }
        return i;
    }
}
