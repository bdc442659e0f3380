package nowrite.stress.selftest.bytecode;

import static org.objectweb.asm.Opcodes.*;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import nowrite.stress.explore.ModelMaker;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The model with a probe at the beginning of each method: says which methods a search executes. One
 * search at a time.
 */
public final class MethodProbes {
    private final List<String> methods = new ArrayList<>();
    private final ModelLoader loader;

    /** Weaves the model as it is compiled. */
    public MethodProbes() {
        Map<String, byte[]> classes = new HashMap<>(ModelClasses.read());
        classes.putAll(ModelClasses.changes());
        Map<String, byte[]> woven = new HashMap<>();
        classes.keySet().stream()
                .sorted()
                .forEach(name -> woven.put(name, woven(name, classes.get(name))));
        loader = new ModelLoader(woven);
    }

    private byte[] woven(String name, byte[] bytes) {
        ClassNode node = new ClassNode();
        new ClassReader(bytes).accept(node, 0);
        for (MethodNode method : node.methods) {
            boolean hasCode = (method.access & (ACC_ABSTRACT | ACC_NATIVE)) == 0;
            if (hasCode && !method.name.startsWith("<")) {
                InsnList probe = new InsnList();
                probe.add(new LdcInsnNode(methods.size()));
                probe.add(
                        new MethodInsnNode(
                                INVOKESTATIC,
                                Type.getInternalName(Probe.class),
                                "hit",
                                "(I)V",
                                false));
                method.instructions.insert(probe);
                methods.add(name + "." + method.name + method.desc);
            }
        }
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        node.accept(writer);
        return writer.toByteArray();
    }

    /** Makes the model with the probes. */
    public ModelMaker maker() {
        return loader;
    }

    /**
     * The methods that were executed since the last time, {@code
     * nowrite/model/kernel/FuseFile.send(...)V}.
     */
    public SortedSet<String> executed() {
        try {
            BitSet hits =
                    (BitSet) loader.loadClass(Probe.class.getName()).getMethod("hits").invoke(null);
            SortedSet<String> executed = new TreeSet<>();
            hits.stream().forEach(i -> executed.add(methods.get(i)));
            hits.clear();
            return executed;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the probes cannot be read", e);
        }
    }
}
