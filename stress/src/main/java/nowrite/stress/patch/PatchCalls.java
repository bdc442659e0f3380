package nowrite.stress.patch;

import static org.objectweb.asm.Opcodes.ACC_ABSTRACT;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import nowrite.model.kernel.KernelFunction;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Which calls the methods of a patch make, they themselves and the patch's methods they call. */
final class PatchCalls {
    private static final Set<String> SLEEPING =
            Set.of("lockPage", "lockPageHere", "waitEvent", "sleepOn", "sleepOnThenLock");

    private static final Set<String> ALLOCATING = Set.of("allocate", "writepageRequest");

    /**
     * A call.
     *
     * @param owner the class of the called method, with slashes
     * @param name its name
     * @param descriptor its descriptor
     * @param place file and line
     */
    private record Call(String owner, String name, String descriptor, String place) {}

    private final Map<String, List<Call>> calls = new TreeMap<>();
    private final Map<String, String> superclasses = new TreeMap<>();

    PatchCalls(Map<String, byte[]> classes) {
        for (byte[] bytes : classes.values()) {
            ClassNode type = new ClassNode();
            new ClassReader(bytes).accept(type, 0);
            superclasses.put(type.name, type.superName);
            for (MethodNode method : type.methods) {
                if ((method.access & ACC_ABSTRACT) == 0) {
                    calls.put(id(type.name, method.name, method.desc), calls(type, method));
                }
            }
        }
    }

    /** The calls of one class of the model, as it is compiled. */
    static PatchCalls ofModel(String owner) {
        try (InputStream in =
                PatchCalls.class.getClassLoader().getResourceAsStream(owner + ".class")) {
            return new PatchCalls(in == null ? Map.of() : Map.of(owner, in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the class " + owner, e);
        }
    }

    private static String id(String owner, String name, String descriptor) {
        return owner.replace('/', '.') + "." + name + descriptor;
    }

    private static List<Call> calls(ClassNode type, MethodNode method) {
        List<Call> all = new ArrayList<>();
        int line = 0;
        for (AbstractInsnNode node : method.instructions) {
            if (node instanceof LineNumberNode number) {
                line = number.line;
            } else if (node instanceof MethodInsnNode call) {
                all.add(new Call(call.owner, call.name, call.desc, type.sourceFile + ":" + line));
            } else if (node instanceof InvokeDynamicInsnNode lambda
                    && lambda.bsmArgs.length > 1
                    && lambda.bsmArgs[1] instanceof org.objectweb.asm.Handle body) {
                all.add(
                        new Call(
                                body.getOwner(),
                                body.getName(),
                                body.getDesc(),
                                type.sourceFile + ":" + line));
            }
        }
        return all;
    }

    /** A method and the methods of the patch that it calls, directly or not. */
    Set<String> reachableFrom(String method) {
        Set<String> seen = new TreeSet<>();
        Deque<String> todo = new ArrayDeque<>(List.of(method));
        while (!todo.isEmpty()) {
            String at = todo.removeFirst();
            if (calls.containsKey(at) && seen.add(at)) {
                calls.get(at).forEach(c -> todo.add(id(c.owner(), c.name(), c.descriptor())));
            }
        }
        return seen;
    }

    /**
     * Where a method, with what it calls of the patch, may sleep; file and line, and by what.
     *
     * @param excused methods that the kernel's own body calls as well
     */
    List<String> sleeping(String method, Set<String> excused) {
        List<String> places = new ArrayList<>();
        for (String one : reachableFrom(method)) {
            for (Call call : calls.get(one)) {
                if (sleeps(call) && !excused.contains(call.name())) {
                    places.add(call.place() + ": " + call.name() + " may sleep");
                }
            }
        }
        return places;
    }

    /** The names of the calls by which a method may sleep. */
    Set<String> sleepingCalls(String method) {
        Set<String> names = new TreeSet<>();
        for (String one : reachableFrom(method)) {
            calls.get(one).stream().filter(this::sleeps).forEach(call -> names.add(call.name()));
        }
        return names;
    }

    private boolean sleeps(Call call) {
        return isModel(call) && (SLEEPING.contains(call.name()) || functionSleeps(call));
    }

    /** Where it allocates a request. */
    List<String> allocating(String method) {
        List<String> places = new ArrayList<>();
        for (String one : reachableFrom(method)) {
            for (Call call : calls.get(one)) {
                if (ALLOCATING.contains(call.name())) {
                    places.add(call.place());
                }
            }
        }
        return places;
    }

    private boolean isModel(Call call) {
        return call.owner().startsWith("nowrite/model/") || superclasses.containsKey(call.owner());
    }

    private boolean functionSleeps(Call call) {
        String owner =
                call.owner().startsWith("nowrite/model/")
                        ? call.owner()
                        : superclasses.getOrDefault(call.owner(), call.owner());
        KernelFunction f = PatchWeaver.function(owner, call.name(), call.descriptor());
        return f != null && f.maySleep();
    }
}
