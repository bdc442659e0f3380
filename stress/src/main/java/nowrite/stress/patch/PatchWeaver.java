package nowrite.stress.patch;

import static org.objectweb.asm.Opcodes.*;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import nowrite.model.kernel.KernelFunction;
import nowrite.stress.jcstress.Reached;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Puts the calls of {@link LockProbe} into the classes of a patch; what they do stays the same. */
final class PatchWeaver {
    private static final String PROBE = Type.getInternalName(LockProbe.class);
    private static final Set<String> LOCKS = Set.of("page lock", "fc->lock", "i_mutex");
    private static final String TEXT = "Ljava/lang/String;";

    private final Set<String> overriding;

    private PatchWeaver(Set<String> overriding) {
        this.overriding = overriding;
    }

    /**
     * Weaves the classes of a patch.
     *
     * @param overriding its methods that override one of the model's: {@code Type.name(...)V}
     */
    static Map<String, byte[]> woven(Map<String, byte[]> classes, Set<String> overriding) {
        PatchWeaver weaver = new PatchWeaver(overriding);
        Map<String, byte[]> woven = new TreeMap<>();
        classes.forEach((name, bytes) -> woven.put(name, weaver.woven(bytes)));
        return woven;
    }

    /** The classes of a patch, telling JCStress's parent when an actor enters what it overrides. */
    static Map<String, byte[]> marked(Map<String, byte[]> classes, Set<String> overriding) {
        Map<String, byte[]> marked = new TreeMap<>();
        classes.forEach(
                (name, bytes) -> {
                    ClassNode type = new ClassNode();
                    new ClassReader(bytes).accept(type, 0);
                    for (MethodNode method : type.methods) {
                        if (overriding.contains(id(type, method))) {
                            method.instructions.insert(
                                    new MethodInsnNode(
                                            INVOKESTATIC,
                                            Type.getInternalName(Reached.class),
                                            "here",
                                            "()V",
                                            false));
                        }
                    }
                    marked.put(name, written(type));
                });
        return marked;
    }

    private static String id(ClassNode type, MethodNode method) {
        return type.name.replace('/', '.') + "." + method.name + method.desc;
    }

    private static byte[] written(ClassNode type) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        type.accept(writer);
        return writer.toByteArray();
    }

    private byte[] woven(byte[] bytes) {
        ClassNode type = new ClassNode();
        new ClassReader(bytes).accept(type, 0);
        for (MethodNode method : type.methods) {
            if ((method.access & (ACC_ABSTRACT | ACC_NATIVE)) == 0
                    && !method.name.startsWith("<")) {
                weave(type, method);
            }
        }
        return written(type);
    }

    private void weave(ClassNode type, MethodNode method) {
        String id = id(type, method);
        int line = 0;
        for (AbstractInsnNode node : method.instructions.toArray()) {
            if (node instanceof LineNumberNode number) {
                line = number.line;
            } else if (node.getOpcode() >= IRETURN && node.getOpcode() <= RETURN) {
                if (overriding.contains(id)) {
                    method.instructions.insertBefore(node, call("left", id));
                }
            } else if (node instanceof MethodInsnNode call) {
                String owner = call.owner.equals(type.name) ? type.superName : call.owner;
                KernelFunction callee = function(owner, call.name, call.desc);
                String all = callee == null ? "" : callee.locksOnEntry();
                String place = type.sourceFile + ":" + line;
                for (String needs : all.split(", ")) {
                    if (LOCKS.contains(needs)) {
                        method.instructions.insertBefore(
                                node, call("calls", id, callee.name(), needs, place));
                    }
                }
            }
        }
        if (overriding.contains(id)) {
            method.instructions.insert(call("entered", id));
        }
    }

    private static InsnList call(String what, String... texts) {
        InsnList call = new InsnList();
        for (String text : texts) {
            call.add(new LdcInsnNode(text));
        }
        String descriptor = "(" + TEXT.repeat(texts.length) + ")V";
        call.add(new MethodInsnNode(INVOKESTATIC, PROBE, what, descriptor, false));
        return call;
    }

    /** What a called method of the model stands for; null if it stands for nothing. */
    static KernelFunction function(String owner, String name, String descriptor) {
        if (!owner.startsWith("nowrite/model/")) {
            return null;
        }
        try {
            Class<?> type = Class.forName(owner.replace('/', '.'));
            for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
                for (Method method : c.getDeclaredMethods()) {
                    boolean same =
                            method.getName().equals(name)
                                    && Type.getMethodDescriptor(method).equals(descriptor);
                    if (same && method.isAnnotationPresent(KernelFunction.class)) {
                        return method.getAnnotation(KernelFunction.class);
                    }
                }
            }
            return null;
        } catch (ClassNotFoundException e) {
            return null;
        }
    }
}
