package nowrite.stress.patch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import nowrite.model.Machine;
import nowrite.model.kernel.KernelCode;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Which methods the code of a generation calls, by name and descriptor. */
final class CalledMethods {
    private final Set<String> called = new TreeSet<>();

    private CalledMethods() {}

    /**
     * The methods that are called in what runs: in bodies that a later class replaces only where
     * that calls them.
     *
     * @param tops the class of each component
     */
    static Set<String> of(List<Class<?>> tops) {
        CalledMethods calls = new CalledMethods();
        read(Machine.class).methods.forEach(calls::add);
        tops.forEach(calls::component);
        return calls.called;
    }

    private void component(Class<?> top) {
        Set<String> replaced = new HashSet<>();
        Set<String> throughSuper = new HashSet<>();
        List<MethodNode> later = new ArrayList<>();
        for (Class<?> c = top; c != KernelCode.class; c = c.getSuperclass()) {
            for (MethodNode method : read(c).methods) {
                String key = method.name + method.desc;
                boolean closed =
                        (method.access & (Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC)) != 0
                                || method.name.startsWith("<");
                if (closed || replaced.add(key) || throughSuper.contains(key)) {
                    add(method);
                    throughSuper.addAll(superCalls(method));
                } else {
                    later.add(method);
                }
            }
        }
        later.stream().filter(m -> throughSuper.contains(m.name + m.desc)).forEach(this::add);
    }

    private static Set<String> superCalls(MethodNode method) {
        Set<String> calls = new HashSet<>();
        for (AbstractInsnNode node : method.instructions) {
            if (node instanceof MethodInsnNode call
                    && call.getOpcode() == Opcodes.INVOKESPECIAL
                    && !call.name.startsWith("<")) {
                calls.add(call.name + call.desc);
            }
        }
        return calls;
    }

    private void add(MethodNode method) {
        for (AbstractInsnNode node : method.instructions) {
            if (node instanceof MethodInsnNode call) {
                called.add(call.name + call.desc);
            } else if (node instanceof InvokeDynamicInsnNode lambda) {
                for (Object argument : lambda.bsmArgs) {
                    if (argument instanceof Handle handle) {
                        called.add(handle.getName() + handle.getDesc());
                    }
                }
            }
        }
    }

    private static ClassNode read(Class<?> type) {
        String name = type.getName().replace('.', '/') + ".class";
        try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the class file of " + type + " is not there");
            }
            ClassNode node = new ClassNode();
            new ClassReader(in).accept(node, ClassReader.SKIP_DEBUG);
            return node;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + type, e);
        }
    }
}
