package nowrite.stress.selftest.bytecode;

import static org.objectweb.asm.Opcodes.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import nowrite.stress.selftest.mutant.Mutant;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Enumerates the mutants of the model from its bytecode.
 *
 * <p>Left alone: constructors and static initialisers (they make the objects of the start), and
 * what only serves a description: annotations, names.
 */
final class ModelMutators {
    private static final Map<Integer, Integer> NEGATED = new TreeMap<>();
    private static final Map<Integer, Integer> NEXT_TO = new TreeMap<>();

    static {
        pair(NEGATED, IFEQ, IFNE);
        pair(NEGATED, IFLT, IFGE);
        pair(NEGATED, IFGT, IFLE);
        pair(NEGATED, IFNULL, IFNONNULL);
        pair(NEGATED, IF_ICMPEQ, IF_ICMPNE);
        pair(NEGATED, IF_ICMPLT, IF_ICMPGE);
        pair(NEGATED, IF_ICMPGT, IF_ICMPLE);
        pair(NEGATED, IF_ACMPEQ, IF_ACMPNE);
        pair(NEXT_TO, IFLT, IFLE);
        pair(NEXT_TO, IFGT, IFGE);
        pair(NEXT_TO, IF_ICMPLT, IF_ICMPLE);
        pair(NEXT_TO, IF_ICMPGT, IF_ICMPGE);
    }

    private static final String COUNTERS = "nowrite/model/state/VmStat";

    /** What only the runtime of real threads acts on; every other one answers at once. */
    private static final Set<String> FOR_THREADS = Set.of("tries", "mayTryAgain", "letStepsEnd");

    private final List<ModelMutant> mutants = new ArrayList<>();
    private final Map<String, Integer> ordinals = new TreeMap<>();

    private ClassNode type;
    private MethodNode method;
    private int index;
    private int line;
    private String nearLabel;

    private final Boundaries boundaries;

    private ModelMutators(Boundaries boundaries) {
        this.boundaries = boundaries;
    }

    private static void pair(Map<Integer, Integer> map, int one, int other) {
        map.put(one, other);
        map.put(other, one);
    }

    /** All mutants of some classes, in the order of classes and methods. */
    static List<ModelMutant> of(Map<String, byte[]> classes) {
        ModelMutators mutators = new ModelMutators(new Boundaries(classes));
        for (byte[] bytes : classes.values()) {
            ClassNode node = new ClassNode();
            new ClassReader(bytes).accept(node, 0);
            mutators.enumerate(node);
        }
        return mutators.mutants;
    }

    private void enumerate(ClassNode node) {
        type = node;
        boolean described = (node.access & (ACC_ANNOTATION | ACC_ENUM)) != 0;
        for (MethodNode one : node.methods) {
            if (described || one.name.startsWith("<") || one.instructions.size() == 0) {
                continue;
            }
            method = one;
            line = 0;
            nearLabel = null;
            index = 0;
            for (AbstractInsnNode node1 : one.instructions) {
                if (node1 instanceof LineNumberNode number) {
                    line = number.line;
                } else if (node1 instanceof LdcInsnNode constant
                        && constant.cst instanceof String text) {
                    nearLabel = text;
                }
                instruction(node1);
                index++;
            }
            for (Statements.Swap swap : Statements.neighbours(type, method, boundaries)) {
                index = swap.index();
                line = swap.line();
                add("swap", swap.what(), swap.change());
            }
        }
    }

    private void add(String kind, String what, BiConsumer<InsnList, AbstractInsnNode> change) {
        String base = ModelClasses.shortName(type.name) + ":" + method.name + ":" + kind;
        String id = base + ":" + ordinals.merge(base, 1, Integer::sum);
        int inner = type.name.indexOf('$');
        String file = inner < 0 ? type.name : type.name.substring(0, inner);
        String place = "model/src/main/java/" + file + ".java:" + line;
        mutants.add(
                new ModelMutant(
                        new Mutant(Mutant.Side.MODEL, id, place, what),
                        type.name,
                        method.name + method.desc,
                        index,
                        change));
    }

    private void instruction(AbstractInsnNode node) {
        int code = node.getOpcode();
        if (node instanceof MethodInsnNode call) {
            call(call);
        } else if (code == PUTFIELD) {
            FieldInsnNode field = (FieldInsnNode) node;
            add(
                    "drop-write",
                    "the field " + field.name + " is not written",
                    (list, at) -> {
                        pop(list, at, Type.getType(field.desc));
                        list.set(at, new InsnNode(POP));
                    });
        } else if (code == IASTORE || code == BASTORE || code == AASTORE) {
            add(
                    "drop-write",
                    "the array element is not written",
                    (list, at) -> {
                        list.insertBefore(at, new InsnNode(POP));
                        list.set(at, new InsnNode(POP2));
                    });
        } else if (node instanceof JumpInsnNode && NEGATED.containsKey(code)) {
            add(
                    "negate",
                    "the condition is the other way round",
                    (list, at) -> ((JumpInsnNode) at).setOpcode(NEGATED.get(code)));
            if (NEXT_TO.containsKey(code)) {
                add(
                        "comparison",
                        "the comparison is off by one (< and <=)",
                        (list, at) -> ((JumpInsnNode) at).setOpcode(NEXT_TO.get(code)));
            }
        } else if (code == IADD || code == ISUB) {
            number(IADD, "one more than what is computed");
            number(ISUB, "one less than what is computed");
        } else if (code == IRETURN) {
            boolean bool = method.desc.endsWith("Z");
            add(
                    "return",
                    bool ? "returns the opposite" : "returns one more",
                    (list, at) -> {
                        list.insertBefore(at, new InsnNode(ICONST_1));
                        list.insertBefore(at, new InsnNode(bool ? IXOR : IADD));
                    });
        }
    }

    private void number(int change, String what) {
        add(
                "number",
                what,
                (list, at) -> {
                    list.insert(at, new InsnNode(change));
                    list.insert(at, new InsnNode(ICONST_1));
                });
    }

    private void call(MethodInsnNode call) {
        Type result = Type.getReturnType(call.desc);
        boolean model = call.owner.startsWith("nowrite/model/");
        if (!model || call.name.equals("<init>") || FOR_THREADS.contains(call.name)) {
            return;
        }
        String labelled = "(Lnowrite/model/seam/Lock;Ljava/lang/String;)V";
        if (call.name.equals("lock") && call.desc.equals(labelled)) {
            add(
                    "lock-not-taken",
                    "the lock of " + nearLabel + " is not waited for nor taken",
                    (list, at) -> toStep(list, (MethodInsnNode) at, 0, 1));
        }
        if (call.name.equals("waitEvent")) {
            int arguments = Type.getArgumentTypes(call.desc).length;
            add(
                    "no-wait",
                    "nothing is waited for at " + nearLabel,
                    (list, at) -> toStep(list, (MethodInsnNode) at, 1, arguments - 2));
        }
        if (call.owner.equals(COUNTERS) && call.desc.equals("(I)V")) {
            add(
                    "repeat-call",
                    simple(call) + " is called twice",
                    (list, at) -> {
                        list.insertBefore(at, new InsnNode(DUP2));
                        list.insert(at, at.clone(Map.of()));
                    });
        }
        if (result == Type.VOID_TYPE) {
            add(
                    "drop-call",
                    call.name.equals("step")
                            ? "the step " + nearLabel + " is merged with the one before"
                            : simple(call) + " is not called",
                    ModelMutators::dropCall);
        } else if (result == Type.INT_TYPE || result == Type.BOOLEAN_TYPE) {
            String value = result == Type.INT_TYPE ? "0" : "false";
            add(
                    "drop-call",
                    simple(call) + " is not called, but " + value,
                    ModelMutators::dropCall);
        }
    }

    private static String simple(MethodInsnNode call) {
        return call.owner.substring(call.owner.lastIndexOf('/') + 1) + "." + call.name;
    }

    private static void dropCall(InsnList list, AbstractInsnNode at) {
        MethodInsnNode call = (MethodInsnNode) at;
        Type[] arguments = Type.getArgumentTypes(call.desc);
        for (int i = arguments.length - 1; i >= 0; i--) {
            pop(list, at, arguments[i]);
        }
        if (call.getOpcode() != INVOKESTATIC) {
            list.insertBefore(at, new InsnNode(POP));
        }
        boolean isVoid = Type.getReturnType(call.desc) == Type.VOID_TYPE;
        list.set(at, new InsnNode(isVoid ? NOP : ICONST_0));
    }

    /** Replaces a call (..., label, above...) by step(label): pops what lies above and below it. */
    private static void toStep(InsnList list, MethodInsnNode at, int above, int below) {
        for (int i = 0; i < above; i++) {
            list.insertBefore(at, new InsnNode(POP));
        }
        for (int i = 0; i < below; i++) {
            list.insertBefore(at, new InsnNode(SWAP));
            list.insertBefore(at, new InsnNode(POP));
        }
        boolean seam = at.getOpcode() == INVOKEINTERFACE;
        list.set(
                at,
                new MethodInsnNode(
                        seam ? INVOKEINTERFACE : INVOKEVIRTUAL,
                        seam ? at.owner : "nowrite/model/kernel/KernelCode",
                        "step",
                        "(Ljava/lang/String;)V",
                        seam));
    }

    private static void pop(InsnList list, AbstractInsnNode before, Type type) {
        list.insertBefore(before, new InsnNode(type.getSize() == 2 ? POP2 : POP));
    }
}
