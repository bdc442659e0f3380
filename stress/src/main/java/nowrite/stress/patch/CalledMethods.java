package nowrite.stress.patch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

/** Which methods the code of a generation comes to, by name and descriptor. */
final class CalledMethods {
    private static final String INIT = "<init>";

    private final Map<String, List<MethodNode>> bodies = new HashMap<>();
    private final Set<String> called = new TreeSet<>();

    private CalledMethods() {}

    /**
     * The methods that the machine comes to, directly or through others: in bodies that a later
     * class replaces only where that calls them.
     *
     * @param tops the class of each component
     */
    static Set<String> of(List<Class<?>> tops) {
        CalledMethods calls = new CalledMethods();
        calls.bodies(read(KernelCode.class).methods);
        tops.forEach(calls::component);
        read(Machine.class).methods.forEach(calls::follow);
        calls.bodies.getOrDefault(INIT, List.of()).forEach(calls::follow);
        return calls.called;
    }

    private void bodies(List<MethodNode> methods) {
        for (MethodNode method : methods) {
            String key = method.name.startsWith("<") ? INIT : method.name + method.desc;
            bodies.computeIfAbsent(key, k -> new ArrayList<>()).add(method);
        }
    }

    private void component(Class<?> top) {
        Set<String> replaced = new HashSet<>();
        Set<String> throughSuper = new HashSet<>();
        List<MethodNode> later = new ArrayList<>();
        List<MethodNode> run = new ArrayList<>();
        for (Class<?> c = top; c != KernelCode.class; c = c.getSuperclass()) {
            for (MethodNode method : read(c).methods) {
                String key = method.name + method.desc;
                boolean closed =
                        (method.access & (Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC)) != 0
                                || method.name.startsWith("<");
                if (closed || replaced.add(key) || throughSuper.contains(key)) {
                    run.add(method);
                    throughSuper.addAll(superCalls(method));
                } else {
                    later.add(method);
                }
            }
        }
        later.stream().filter(m -> throughSuper.contains(m.name + m.desc)).forEach(run::add);
        bodies(run);
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

    /** Adds what a body calls, and what that calls. */
    private void follow(MethodNode method) {
        for (AbstractInsnNode node : method.instructions) {
            if (node instanceof MethodInsnNode call) {
                called(call.name + call.desc);
            } else if (node instanceof InvokeDynamicInsnNode lambda) {
                for (Object argument : lambda.bsmArgs) {
                    if (argument instanceof Handle handle) {
                        called(handle.getName() + handle.getDesc());
                    }
                }
            }
        }
    }

    private void called(String key) {
        if (called.add(key)) {
            bodies.getOrDefault(key, List.of()).forEach(this::follow);
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
