package nowrite.stress.patch;

import static org.objectweb.asm.Opcodes.*;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Locals of a patch that live across a step and are not declared. The search notices one only where
 * two visits with different values come to the same state and go different ways in the next steps;
 * where it does not, it takes the two for one. Numbers and truth values are looked at; what only
 * gets constants is a matter of the place.
 */
final class UndeclaredLocals {
    private static final Set<String> BOUNDARIES =
            Set.of("step", "lock", "lockPage", "lockPageHere", "waitEvent");

    private static final Set<String> TYPES = Set.of("I", "Z", "[I", "[Z");

    private final ClassNode type;
    private final MethodNode method;
    private final InsnList code;

    private UndeclaredLocals(ClassNode type, MethodNode method) {
        this.type = type;
        this.method = method;
        this.code = method.instructions;
    }

    /** The hints for one patch, each with file and line; not what the kernel's own body does. */
    static List<String> of(CompiledPatch patch) {
        Set<String> kernels = new TreeSet<>();
        patch.overrides().stream()
                .map(one -> one.method().substring(0, one.method().indexOf('.')))
                .distinct()
                .forEach(owner -> kernels.addAll(in(bytes(owner)).keySet()));
        List<String> hints = new ArrayList<>();
        new TreeMap<>(patch.classes())
                .values()
                .forEach(
                        bytes ->
                                in(bytes)
                                        .forEach(
                                                (where, hint) -> {
                                                    if (!kernels.contains(where)) {
                                                        hints.add(hint);
                                                    }
                                                }));
        return hints;
    }

    private static byte[] bytes(String owner) {
        try (InputStream in = UndeclaredLocals.class.getResourceAsStream("/" + owner + ".class")) {
            return in == null ? new byte[0] : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + owner, e);
        }
    }

    /** What is found in a class, by method and local. */
    private static Map<String, String> in(byte[] bytes) {
        Map<String, String> found = new LinkedHashMap<>();
        if (bytes.length > 0) {
            ClassNode node = new ClassNode();
            new ClassReader(bytes).accept(node, 0);
            for (MethodNode one : node.methods) {
                if (!one.name.startsWith("<") && !one.name.startsWith("lambda$")) {
                    new UndeclaredLocals(node, one).add(found);
                }
            }
        }
        return found;
    }

    private void add(Map<String, String> found) {
        if (method.localVariables == null) {
            return;
        }
        for (LocalVariableNode local : method.localVariables) {
            boolean isParameter = code.indexOf(local.start) <= 1;
            if (!isParameter && TYPES.contains(local.desc) && !isConstant(local)) {
                AbstractInsnNode use = usedAcross(local);
                if (use != null && !isDeclared(local)) {
                    found.putIfAbsent(
                            method.name + method.desc + " " + local.name,
                            type.sourceFile
                                    + ":"
                                    + PatchRules.line(use)
                                    + ": '"
                                    + local.name
                                    + "' lives across a step and is not declared with local(\""
                                    + local.name
                                    + "\", ...)");
                }
            }
        }
    }

    private List<AbstractInsnNode> range(LocalVariableNode local) {
        List<AbstractInsnNode> in = new ArrayList<>();
        AbstractInsnNode first = local.start;
        for (int i = 0; i < 2 && first.getPrevious() != null; i++) {
            first = first.getPrevious(); // the first value is stored before the range begins
        }
        for (AbstractInsnNode n = first; n != null && n != local.end; n = n.getNext()) {
            in.add(n);
        }
        return in;
    }

    private boolean isConstant(LocalVariableNode local) {
        for (AbstractInsnNode node : range(local)) {
            if (node instanceof IincInsnNode inc && inc.var == local.index) {
                return false;
            }
            boolean stores =
                    node instanceof VarInsnNode one
                            && one.var == local.index
                            && one.getOpcode() >= ISTORE;
            if (stores && !isConstant(node.getPrevious())) {
                return false;
            }
        }
        return !local.desc.startsWith("[");
    }

    private static boolean isConstant(AbstractInsnNode node) {
        return node != null
                && (node.getOpcode() >= ICONST_M1 && node.getOpcode() <= SIPUSH
                        || node instanceof LdcInsnNode
                        || node instanceof FieldInsnNode field && field.getOpcode() == GETSTATIC);
    }

    /** The first use of a local for which its value must outlive a boundary; null if none. */
    private AbstractInsnNode usedAcross(LocalVariableNode local) {
        List<AbstractInsnNode> range = range(local);
        int boundary = -1;
        int loopTo = -1;
        for (int i = 0; i < range.size(); i++) {
            AbstractInsnNode node = range.get(i);
            if (isBoundary(node)) {
                boundary = boundary < 0 ? i : boundary;
            } else if (node instanceof JumpInsnNode jump
                    && boundary >= 0
                    && range.indexOf(jump.label) >= 0
                    && range.indexOf(jump.label) < boundary) {
                loopTo = Math.max(loopTo, range.indexOf(jump.label));
            }
        }
        for (int i = 0; i < range.size(); i++) {
            AbstractInsnNode node = range.get(i);
            boolean loads =
                    node instanceof VarInsnNode one
                            && one.var == local.index
                            && one.getOpcode() <= ALOAD;
            boolean later = boundary >= 0 && i > boundary;
            boolean again = loopTo >= 0 && i > loopTo;
            if (loads && (later || again || isCaptured(node))) {
                return node;
            }
        }
        return null;
    }

    private static boolean isBoundary(AbstractInsnNode node) {
        return node instanceof MethodInsnNode call
                && BOUNDARIES.contains(call.name)
                && call.desc.contains("Ljava/lang/String;");
    }

    /** Whether a condition that is looked at again and again keeps the value. */
    private static boolean isCaptured(AbstractInsnNode load) {
        AbstractInsnNode next = load.getNext();
        while (next instanceof VarInsnNode) {
            next = next.getNext();
        }
        return next instanceof InvokeDynamicInsnNode lambda
                && lambda.desc.endsWith(")Ljava/util/function/BooleanSupplier;");
    }

    private boolean isDeclared(LocalVariableNode local) {
        for (AbstractInsnNode node : range(local)) {
            boolean named =
                    node instanceof LdcInsnNode text && local.name.equals(text.cst)
                            || node instanceof VarInsnNode one && one.var == local.index;
            for (AbstractInsnNode n = node; named && n != null; n = n.getNext()) {
                if (n instanceof MethodInsnNode call) {
                    if (call.name.equals("local")) {
                        return true;
                    }
                    break;
                }
            }
        }
        return false;
    }
}
