package nowrite.stress.selftest.bytecode;

import static org.objectweb.asm.Opcodes.*;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicInterpreter;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * Statements of a method that only do something (call, write a field): straight code that begins
 * and ends with an empty stack and gives no local variable a value. Two neighbours can be executed
 * in the other order; that is a mutant if one of them comes to a step, for what is done within one
 * step nobody sees in its order.
 */
final class Statements {

    /**
     * Two neighbours in the other order.
     *
     * @param index the first instruction of the second statement
     * @param line its line
     * @param what what it is, in words
     * @param change does it
     */
    record Swap(int index, int line, String what, BiConsumer<InsnList, AbstractInsnNode> change) {}

    /** First and last instruction. */
    private record Statement(int first, int last, int line) {}

    private Statements() {}

    static List<Swap> neighbours(ClassNode type, MethodNode method, Boundaries boundaries) {
        List<Statement> statements = statements(type, method);
        List<Swap> swaps = new ArrayList<>();
        for (int i = 1; i < statements.size(); i++) {
            Statement one = statements.get(i - 1);
            Statement two = statements.get(i);
            boolean seen = boundaries.in(code(method, one)) || boundaries.in(code(method, two));
            if (one.last() + 1 == two.first() && seen) {
                swaps.add(
                        new Swap(
                                two.first(),
                                two.line(),
                                "lines "
                                        + one.line()
                                        + " and "
                                        + two.line()
                                        + " in the other order",
                                (list, at) -> move(list, one, two)));
            }
        }
        return swaps;
    }

    private static List<AbstractInsnNode> code(MethodNode method, Statement statement) {
        List<AbstractInsnNode> code = new ArrayList<>();
        for (int i = statement.first(); i <= statement.last(); i++) {
            code.add(method.instructions.get(i));
        }
        return code;
    }

    private static void move(InsnList list, Statement one, Statement two) {
        AbstractInsnNode target = list.get(one.first());
        List<AbstractInsnNode> moved = new ArrayList<>();
        for (int i = two.first(); i <= two.last(); i++) {
            moved.add(list.get(i));
        }
        moved.forEach(list::remove);
        moved.forEach(node -> list.insertBefore(target, node));
    }

    private static List<Statement> statements(ClassNode type, MethodNode method) {
        Frame<BasicValue>[] frames;
        try {
            frames = new Analyzer<>(new BasicInterpreter()).analyze(type.name, method);
        } catch (AnalyzerException e) {
            throw new IllegalStateException(type.name + "." + method.name, e);
        }
        Set<LabelNode> targets = targets(method);
        List<Statement> statements = new ArrayList<>();
        int first = 0;
        int line = 0;
        boolean plain = true;
        boolean something = false;
        for (int i = 0; i < method.instructions.size(); i++) {
            AbstractInsnNode node = method.instructions.get(i);
            if (node instanceof LineNumberNode number) {
                line = number.line;
            }
            boolean real = node.getOpcode() >= 0;
            if (!something && !real && !(node instanceof LineNumberNode)) {
                plain = true;
                first = i + 1;
                continue;
            }
            boolean clean =
                    !(node instanceof JumpInsnNode)
                            && !(node instanceof TableSwitchInsnNode)
                            && !(node instanceof LookupSwitchInsnNode)
                            && !(node instanceof LabelNode label && targets.contains(label))
                            && !(node.getOpcode() >= IRETURN && node.getOpcode() <= RETURN)
                            && node.getOpcode() != ATHROW
                            && !(node instanceof VarInsnNode
                                    && node.getOpcode() >= ISTORE
                                    && node.getOpcode() <= ASTORE);
            plain &= clean;
            something |= real;
            boolean empty =
                    i + 1 < frames.length
                            && frames[i + 1] != null
                            && frames[i + 1].getStackSize() == 0;
            if (!plain && empty || something && empty) {
                if (plain) {
                    statements.add(new Statement(first, i, line));
                }
                first = i + 1;
                plain = true;
                something = false;
            }
        }
        return statements;
    }

    private static Set<LabelNode> targets(MethodNode method) {
        Set<LabelNode> targets = new HashSet<>();
        for (AbstractInsnNode node : method.instructions) {
            if (node instanceof JumpInsnNode jump) {
                targets.add(jump.label);
            } else if (node instanceof TableSwitchInsnNode choice) {
                targets.addAll(choice.labels);
                targets.add(choice.dflt);
            } else if (node instanceof LookupSwitchInsnNode choice) {
                targets.addAll(choice.labels);
                targets.add(choice.dflt);
            }
        }
        for (TryCatchBlockNode block : method.tryCatchBlocks) {
            targets.addAll(List.of(block.start, block.end, block.handler));
        }
        return targets;
    }
}
