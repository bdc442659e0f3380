package nowrite.stress.patch;

import static org.objectweb.asm.Opcodes.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import nowrite.model.seam.Seam;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * What a patch may not do, found in its class files before any of it runs: state that the state key
 * cannot see, anything outside the model, the properties' memory.
 */
final class PatchRules {
    private static final Set<String> JDK =
            Set.of(
                    "java/lang/Object",
                    "java/lang/String",
                    "java/lang/Math",
                    "java/lang/Integer",
                    "java/lang/Boolean",
                    "java/lang/Enum",
                    "java/lang/Record",
                    "java/lang/IllegalStateException",
                    "java/lang/IllegalArgumentException",
                    "java/lang/AssertionError",
                    "java/lang/MatchException",
                    "java/lang/IncompatibleClassChangeError",
                    "java/lang/NoSuchFieldError",
                    "java/util/ArrayList",
                    "java/util/Arrays",
                    "java/util/Collection",
                    "java/util/Iterator",
                    "java/util/List",
                    "java/util/Map",
                    "java/util/Objects",
                    "java/util/Optional",
                    "java/util/Set");

    private static final Set<String> NOT_THE_SAME_TWICE =
            Set.of("wait", "notify", "notifyAll", "hashCode", "getClass", "finalize", "random");

    private final Map<String, ClassNode> classes;
    private final List<String> problems = new ArrayList<>();

    private PatchRules(Map<String, ClassNode> classes) {
        this.classes = classes;
    }

    /**
     * Checks the classes of one patch.
     *
     * @param compiled class files by name
     * @return what is wrong, each with file and line; empty if nothing is
     */
    static List<String> problems(Map<String, byte[]> compiled) {
        Map<String, ClassNode> nodes = new TreeMap<>();
        compiled.forEach((name, bytes) -> nodes.put(name.replace('.', '/'), node(bytes)));
        PatchRules rules = new PatchRules(nodes);
        nodes.values().forEach(rules::check);
        nodes.values().forEach(type -> GhostRules.check(type, rules));
        return rules.problems.stream().distinct().toList();
    }

    private static ClassNode node(byte[] bytes) {
        ClassNode node = new ClassNode();
        new ClassReader(bytes).accept(node, 0);
        return node;
    }

    private void check(ClassNode type) {
        for (FieldNode field : type.fields) {
            field(type, field);
        }
        for (MethodNode method : type.methods) {
            if ((method.access & (ACC_SYNCHRONIZED | ACC_NATIVE)) != 0) {
                problem(
                        type,
                        line(method),
                        method.name + " is synchronized or native; take a Lock");
            }
            for (TryCatchBlockNode block : method.tryCatchBlocks) {
                if (block.type != null) {
                    problem(
                            type,
                            line(block.handler.getPrevious() == null ? block.start : block.handler),
                            "catches "
                                    + block.type.replace('/', '.')
                                    + "; the kernel's code has no exceptions, and the search ends"
                                    + " operations with one");
                }
            }
            for (AbstractInsnNode node : method.instructions) {
                instruction(type, method, node);
            }
        }
    }

    private void field(ClassNode type, FieldNode field) {
        String name = type.name.replace('/', '.') + "." + field.name;
        boolean isStatic = (field.access & ACC_STATIC) != 0;
        boolean isFinal = (field.access & ACC_FINAL) != 0;
        Type fieldType = Type.getType(field.desc);
        if ((field.access & ACC_SYNTHETIC) != 0 || (field.access & ACC_ENUM) != 0) {
            return;
        }
        if (isStatic && !(isFinal && isValue(fieldType))) {
            problem(
                    type,
                    0,
                    "the static field "
                            + name
                            + " is state that the state key cannot see; make it a field of the"
                            + " class (only final numbers and texts may be static)");
        } else if (!isStatic && (type.access & ACC_ENUM) != 0 && !(isFinal && isValue(fieldType))) {
            problem(
                    type,
                    0,
                    "the field "
                            + name
                            + " of an enum is state that the state key cannot see: the constants of"
                            + " an enum are static");
        } else if (!isStatic && (field.access & ACC_TRANSIENT) != 0) {
            problem(
                    type,
                    0,
                    "the field " + name + " is transient, which hides it from the state key");
        } else if (!isStatic && !isState(fieldType)) {
            problem(
                    type,
                    0,
                    "the field "
                            + name
                            + " has the type "
                            + fieldType.getClassName()
                            + ", which the state key cannot see; int, boolean, enums, String,"
                            + " arrays of these and objects of the model or of the patch can be"
                            + " state");
        }
    }

    private boolean isValue(Type type) {
        return type.getSort() < Type.ARRAY
                || type.getInternalName().equals("java/lang/String")
                || classes.containsKey(type.getInternalName())
                        && (classes.get(type.getInternalName()).access & ACC_ENUM) != 0;
    }

    private boolean isState(Type type) {
        Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
        if (element.getSort() < Type.ARRAY) {
            return element == Type.INT_TYPE || element == Type.BOOLEAN_TYPE;
        }
        String name = element.getInternalName();
        return name.equals("java/lang/String")
                || classes.containsKey(name)
                || name.startsWith("nowrite/model/")
                        && !name.equals(Type.getInternalName(Seam.class));
    }

    private void instruction(ClassNode type, MethodNode method, AbstractInsnNode node) {
        if (node.getOpcode() == MONITORENTER) {
            problem(type, line(node), "has a synchronized block; take a Lock of the model");
        } else if (node instanceof MethodInsnNode call) {
            owner(type, node, call.owner, call.name);
            if (call.owner.startsWith("java/") && NOT_THE_SAME_TWICE.contains(call.name)) {
                problem(type, line(node), "calls " + call.name + ", which a step cannot repeat");
            }
        } else if (node instanceof FieldInsnNode field) {
            owner(type, node, field.owner, field.name);
            boolean writes = field.getOpcode() == PUTSTATIC && !classes.containsKey(field.owner);
            if (writes) {
                problem(type, line(node), "writes a static field of the model");
            }
        }
    }

    private void owner(ClassNode type, AbstractInsnNode node, String owner, String member) {
        String name = owner.startsWith("[") ? "java/lang/Object" : owner;
        boolean fine =
                classes.containsKey(name)
                        || JDK.contains(name)
                        || name.startsWith("java/util/function/")
                        || name.startsWith("nowrite/model/") && !isMachinery(name)
                        || name.startsWith("nowrite/spec/scenario/");
        if (!fine) {
            problem(
                    type,
                    line(node),
                    "uses "
                            + owner.replace('/', '.')
                            + "."
                            + member
                            + "; a patch may use the model's own classes, Math, lists and"
                            + " java.util.function");
        }
    }

    /** What puts the model together and runs it, which is not the kernel. */
    private static boolean isMachinery(String name) {
        String rest = name.substring("nowrite/model/".length());
        return rest.indexOf('/') < 0
                || rest.startsWith("change/")
                || rest.startsWith("seam/Threaded")
                || rest.startsWith("seam/Recorded");
    }

    static int line(MethodNode method) {
        for (AbstractInsnNode node : method.instructions) {
            if (node instanceof LineNumberNode line) {
                return line.line;
            }
        }
        return 0;
    }

    /** The line that an instruction is on; 0 if nobody knows. */
    static int line(AbstractInsnNode node) {
        for (AbstractInsnNode n = node; n != null; n = n.getPrevious()) {
            if (n instanceof LineNumberNode line) {
                return line.line;
            }
        }
        return 0;
    }

    void problem(ClassNode type, int line, String what) {
        String file = type.sourceFile == null ? type.name : type.sourceFile;
        problems.add(file + (line == 0 ? "" : ":" + line) + ": " + what);
    }
}
