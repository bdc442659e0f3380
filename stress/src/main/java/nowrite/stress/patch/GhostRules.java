package nowrite.stress.patch;

import static org.objectweb.asm.Opcodes.*;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import nowrite.model.kernel.KernelCode;
import nowrite.model.state.Ghost;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The memory of the properties is out of a patch's reach: a class uses of it what the model's own
 * component uses, and keeps what the methods that it overrides tell it.
 */
final class GhostRules {
    private static final String GHOST = Type.getInternalName(Ghost.class);

    private GhostRules() {}

    /** Checks a class. */
    static void check(ClassNode type, PatchRules rules) {
        Set<String> original = original(type);
        for (MethodNode method : type.methods) {
            for (AbstractInsnNode node : method.instructions) {
                String ghost = ghostAccess(node);
                if (ghost != null && !original.contains(ghost)) {
                    rules.problem(
                            type,
                            PatchRules.line(node),
                            "uses Ghost."
                                    + ghost
                                    + ", the memory of the properties, where the kernel's own "
                                    + method.name
                                    + " does not; it is out of a patch's reach");
                }
            }
        }
        isKept(type, rules);
    }

    /** What an overridden method tells the properties its replacement must tell them, too. */
    private static void isKept(ClassNode type, PatchRules rules) {
        Set<String> used = new TreeSet<>();
        Set<String> supers = new TreeSet<>();
        for (MethodNode method : type.methods) {
            used.addAll(ghostBehind(type, method, new TreeSet<>()));
            for (AbstractInsnNode node : method.instructions) {
                if (node instanceof MethodInsnNode call
                        && call.getOpcode() == INVOKESPECIAL
                        && call.owner.equals(type.superName)) {
                    supers.add(call.name + call.desc);
                }
            }
        }
        for (MethodNode method : type.methods) {
            MethodNode old = overridden(type, method);
            if (old != null && !supers.contains(method.name + method.desc)) {
                for (String ghost : ghostBehind(type, old, new TreeSet<>())) {
                    if (!used.contains(ghost)) {
                        rules.problem(
                                type,
                                PatchRules.line(method),
                                method.name
                                        + " no longer uses Ghost."
                                        + ghost
                                        + ", which the properties need; keep those lines as"
                                        + " they are");
                    }
                }
            }
        }
    }

    private static String ghostAccess(AbstractInsnNode node) {
        if (node instanceof FieldInsnNode field && field.owner.equals(GHOST)) {
            return field.name;
        }
        if (node instanceof MethodInsnNode call && call.owner.equals(GHOST)) {
            return call.name;
        }
        return null;
    }

    /** What of the ghost state the model's own component uses. */
    private static Set<String> original(ClassNode type) {
        Set<String> used = new TreeSet<>();
        String above = type.superName;
        while (above.startsWith("nowrite/model/")
                && !above.equals(Type.getInternalName(KernelCode.class))) {
            ClassNode node = model(above);
            node.methods.forEach(method -> used.addAll(ghostIn(method)));
            above = node.superName;
        }
        return used;
    }

    private static Set<String> ghostIn(MethodNode method) {
        Set<String> used = new LinkedHashSet<>();
        for (AbstractInsnNode node : method.instructions) {
            String ghost = ghostAccess(node);
            if (ghost != null) {
                used.add(ghost);
            }
        }
        return used;
    }

    /** What a method uses itself, and through the closed methods of its component. */
    private static Set<String> ghostBehind(ClassNode type, MethodNode method, Set<String> seen) {
        Set<String> used = ghostIn(method);
        for (AbstractInsnNode node : method.instructions) {
            if (node instanceof MethodInsnNode call && seen.add(call.name + call.desc)) {
                MethodNode target = closed(type, call);
                if (target != null) {
                    used.addAll(ghostBehind(type, target, seen));
                }
            }
        }
        return used;
    }

    /** The private or final method of the model's component that is called; null if another is. */
    private static MethodNode closed(ClassNode type, MethodInsnNode call) {
        String above = type.superName;
        while (above.startsWith("nowrite/model/")
                && !above.equals(Type.getInternalName(KernelCode.class))) {
            ClassNode node = model(above);
            for (MethodNode method : node.methods) {
                if (method.name.equals(call.name)
                        && method.desc.equals(call.desc)
                        && (method.access & (ACC_PRIVATE | ACC_FINAL)) != 0) {
                    return method;
                }
            }
            above = node.superName;
        }
        return null;
    }

    private static MethodNode overridden(ClassNode type, MethodNode method) {
        String above = type.superName;
        while (above.startsWith("nowrite/model/")) {
            ClassNode node = model(above);
            for (MethodNode old : node.methods) {
                if (old.name.equals(method.name)
                        && old.desc.equals(method.desc)
                        && !old.name.equals("<init>")
                        && (old.access & ACC_PRIVATE) == 0) {
                    return old;
                }
            }
            above = node.superName;
        }
        return null;
    }

    private static ClassNode model(String name) {
        try (var in = PatchRules.class.getClassLoader().getResourceAsStream(name + ".class")) {
            ClassNode node = new ClassNode();
            new ClassReader(in).accept(node, 0);
            return node;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
