package nowrite.stress.selftest.bytecode;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** The methods in which another context may get to run, because they come to a step. */
final class Boundaries {
    private static final Set<String> STEPS =
            Set.of("step", "stepWhen", "choose", "lock", "sleepOn", "sleepOnThenLock");

    private final Set<String> methods = new HashSet<>();

    Boundaries(Map<String, byte[]> classes) {
        Map<String, Set<String>> calls = new HashMap<>();
        for (byte[] bytes : classes.values()) {
            ClassNode node = new ClassNode();
            new ClassReader(bytes).accept(node, 0);
            for (MethodNode method : node.methods) {
                Set<String> called =
                        calls.computeIfAbsent(method.name + method.desc, m -> new HashSet<>());
                for (AbstractInsnNode instruction : method.instructions) {
                    if (instruction instanceof MethodInsnNode call) {
                        called.add(isStep(call) ? "" : call.name + call.desc);
                    }
                }
            }
        }
        methods.add("");
        boolean more = true;
        while (more) {
            more = false;
            for (Map.Entry<String, Set<String>> method : calls.entrySet()) {
                boolean comesToStep = method.getValue().stream().anyMatch(methods::contains);
                more |= comesToStep && methods.add(method.getKey());
            }
        }
    }

    /** Whether a call is one of the seam's that end a step. */
    static boolean isStep(MethodInsnNode call) {
        return call.owner.equals("nowrite/model/seam/Seam") && STEPS.contains(call.name);
    }

    /** Whether some of these instructions come to a step. */
    boolean in(List<AbstractInsnNode> instructions) {
        for (AbstractInsnNode instruction : instructions) {
            if (instruction instanceof MethodInsnNode call
                    && (isStep(call) || methods.contains(call.name + call.desc))) {
                return true;
            }
        }
        return false;
    }
}
