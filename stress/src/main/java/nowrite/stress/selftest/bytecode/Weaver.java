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
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
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
                    InsnList probe = probe(mutant.mutant().kind(), at, i);
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

    /** Says that a place is executed, and where that is easily said, that the mutant matters. */
    private static InsnList probe(String kind, AbstractInsnNode at, int number) {
        InsnList probe = new InsnList();
        String name = "hit";
        String before = "";
        if (kind.equals("comparison")) {
            boolean two = at.getOpcode() >= IF_ICMPEQ && at.getOpcode() <= IF_ICMPLE;
            probe.add(new InsnNode(two ? DUP2 : DUP));
            name = two ? "hitIfEqual" : "hitIfZero";
            before = two ? "II" : "I";
        } else if (at.getOpcode() == PUTFIELD
                && Type.getType(((FieldInsnNode) at).desc).getSize() == 1) {
            FieldInsnNode field = (FieldInsnNode) at;
            probe.add(new InsnNode(DUP2));
            probe.add(new InsnNode(SWAP));
            probe.add(new FieldInsnNode(GETFIELD, field.owner, field.name, field.desc));
            name = "hitIfOther";
            boolean object = Type.getType(field.desc).getSort() >= Type.ARRAY;
            before = object ? "Ljava/lang/Object;Ljava/lang/Object;" : "II";
        }
        probe.add(new LdcInsnNode(number));
        probe.add(call(Probe.class, name, "(" + before + "I)V"));
        return probe;
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
