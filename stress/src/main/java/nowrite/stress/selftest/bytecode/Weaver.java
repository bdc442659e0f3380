package nowrite.stress.selftest.bytecode;

import static org.objectweb.asm.Opcodes.*;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Makes the classes of a mutant, and those that say what was executed. */
final class Weaver {
    private final Map<String, byte[]> classes;
    private final Map<String, byte[]> fuelled = new HashMap<>();

    Weaver(Map<String, byte[]> classes) {
        this.classes = classes;
        for (String name : classes.keySet()) {
            ClassNode node = read(name);
            node.methods.forEach(Weaver::fuel);
            fuelled.put(name, write(node));
        }
    }

    private ClassNode read(String name) {
        ClassNode node = new ClassNode();
        new ClassReader(classes.get(name)).accept(node, 0);
        return node;
    }

    private static byte[] write(ClassNode node) {
        // They describe ranges of the code that may have moved.
        node.methods.forEach(method -> method.localVariables = null);
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        node.accept(writer);
        return writer.toByteArray();
    }

    /** The model without a change, as a mutant is made: with the guard against endless loops. */
    Map<String, byte[]> unchanged() {
        return fuelled;
    }

    /** The classes with one mutant. */
    Map<String, byte[]> with(ModelMutant mutant) {
        ClassNode node = read(mutant.type());
        for (MethodNode method : node.methods) {
            if (mutant.method().equals(method.name + method.desc)) {
                InsnList list = method.instructions;
                mutant.change().accept(list, list.get(mutant.index()));
            }
            fuel(method);
        }
        Map<String, byte[]> changed = new HashMap<>(fuelled);
        changed.put(mutant.type(), write(node));
        return changed;
    }

    /** The classes with a probe at each mutant, numbered as in the list. */
    Map<String, byte[]> probed(List<ModelMutant> mutants) {
        Map<String, ClassNode> nodes = new HashMap<>();
        classes.keySet().forEach(name -> nodes.put(name, read(name)));
        List<Pending> pending = new ArrayList<>();
        for (int i = 0; i < mutants.size(); i++) {
            ModelMutant mutant = mutants.get(i);
            for (MethodNode method : nodes.get(mutant.type()).methods) {
                if (mutant.method().equals(method.name + method.desc)) {
                    AbstractInsnNode at = method.instructions.get(mutant.index());
                    InsnList probe = new InsnList();
                    probe.add(new LdcInsnNode(i));
                    probe.add(call(Probe.class, "hit", "(I)V"));
                    pending.add(new Pending(method.instructions, at, probe));
                }
            }
        }
        for (Pending one : pending) {
            AbstractInsnNode at = one.at();
            while (at.getOpcode() < 0) {
                at = at.getNext();
            }
            one.list().insertBefore(at, one.probe());
        }
        Map<String, byte[]> probed = new HashMap<>();
        nodes.forEach((name, node) -> probed.put(name, write(node)));
        return probed;
    }

    /** Probes are put in when all places are known: they move the others. */
    private record Pending(InsnList list, AbstractInsnNode at, InsnList probe) {}

    private static void fuel(MethodNode method) {
        InsnList list = method.instructions;
        for (AbstractInsnNode node : list.toArray()) {
            if (node instanceof JumpInsnNode jump
                    && list.indexOf(jump.label) < list.indexOf(jump)) {
                list.insertBefore(node, call(Fuel.class, "burn", "()V"));
            } else if (node instanceof MethodInsnNode call && Boundaries.isStep(call)) {
                list.insertBefore(node, call(Fuel.class, "refill", "()V"));
            }
        }
    }

    private static MethodInsnNode call(Class<?> owner, String name, String descriptor) {
        return new MethodInsnNode(
                INVOKESTATIC, Type.getInternalName(owner), name, descriptor, false);
    }
}
