package nowrite.stress.explore.state;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nowrite.model.seam.Seam;

/**
 * All objects reachable from a root, numbered in the order of the traversal, and all places in them
 * that can change. What could hide state from the explorer is refused: collections, lambdas,
 * mutable statics, types without an encoding.
 *
 * <p>Not state: fields of type {@link Seam}, fields marked transient, final fields of a primitive,
 * enum or String type. A final reference is followed but is not a place of its own.
 */
final class ObjectGraph {
    private final Map<Object, Integer> numbers = new IdentityHashMap<>();
    private final List<Object> objects = new ArrayList<>();
    private final List<Slot> slots = new ArrayList<>();
    private final Set<Class<?>> checked = new HashSet<>();
    private final Deque<Runnable> pending = new ArrayDeque<>();

    /**
     * Walks the graph.
     *
     * @throws ModelFault naming class and field of what cannot be encoded
     */
    ObjectGraph(Object root) {
        visit(root, "kernel");
        while (!pending.isEmpty()) {
            pending.removeFirst().run();
        }
    }

    /** The places that can change, those of one object or array next to each other. */
    List<Slot> slots() {
        return slots;
    }

    /** The number of an object of the graph, null if it is not one. */
    Integer number(Object object) {
        return numbers.get(object);
    }

    /** The object with a number. */
    Object object(int number) {
        return objects.get(number);
    }

    private void visit(Object object, String path) {
        if (object == null || numbers.containsKey(object)) {
            return;
        }
        numbers.put(object, objects.size());
        objects.add(object);
        Class<?> type = object.getClass();
        if (type.isArray()) {
            pending.add(() -> array(object, path));
        } else {
            String reason = refusal(type);
            if (reason != null) {
                throw new ModelFault(path + " is a " + type.getName() + ": " + reason);
            }
            checkStatics(type);
            pending.add(() -> fields(object, path));
        }
    }

    private void array(Object array, String path) {
        Class<?> element = array.getClass().getComponentType();
        Slot.Kind kind = kindOf(element);
        if (kind == null) {
            throw new ModelFault(
                    path + " is an array of " + element.getName() + ", which has no encoding");
        }
        for (int i = 0; i < Array.getLength(array); i++) {
            String elementPath = path + "[" + i + "]";
            slots.add(new Slot(kind, array, null, i, elementPath));
            if (kind == Slot.Kind.REFERENCE) {
                visit(Array.get(array, i), elementPath);
            }
        }
    }

    private void fields(Object object, String path) {
        for (Field field : fieldsOf(object.getClass())) {
            int modifiers = field.getModifiers();
            if (Modifier.isStatic(modifiers)
                    || Modifier.isTransient(modifiers)
                    || Seam.class.isAssignableFrom(field.getType())) {
                continue;
            }
            Class<?> type = field.getType();
            Slot.Kind kind = kindOf(type);
            boolean isFinal = Modifier.isFinal(modifiers);
            if (isFinal && isValue(type)) {
                continue;
            }
            String fieldPath = path + "." + field.getName();
            if (kind == null) {
                throw new ModelFault(
                        "the field "
                                + name(field)
                                + " has the type "
                                + type.getName()
                                + ", which has no encoding as state (int, boolean, enums, arrays"
                                + " of these and objects of the model have)");
            }
            if (!isFinal) {
                slots.add(new Slot(kind, object, field, 0, fieldPath));
            }
            if (kind == Slot.Kind.REFERENCE) {
                visit(get(field, object), fieldPath);
            }
        }
    }

    private static boolean isValue(Class<?> type) {
        return type.isPrimitive() || type.isEnum() || type == String.class;
    }

    private static Slot.Kind kindOf(Class<?> type) {
        if (type == int.class) {
            return Slot.Kind.INT;
        }
        if (type == boolean.class) {
            return Slot.Kind.BOOLEAN;
        }
        if (type == String.class) {
            return Slot.Kind.TEXT;
        }
        if (type.isPrimitive()) {
            return null;
        }
        return type.isEnum() ? Slot.Kind.ENUM : Slot.Kind.REFERENCE;
    }

    private static String refusal(Class<?> type) {
        if (Enum.class.isAssignableFrom(type)) {
            return "declare the field with the enum's type, not with an interface";
        }
        if (type.isHidden() || type.isSynthetic()) {
            return "a lambda may have captured state that the explorer cannot see";
        }
        if (type.getName().startsWith("java.") || type.getName().startsWith("javax.")) {
            return "only fields of the model's own classes are state, no collections or other"
                    + " library objects";
        }
        return null;
    }

    private void checkStatics(Class<?> type) {
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            if (!checked.add(c)) {
                continue;
            }
            for (Field field : c.getDeclaredFields()) {
                int modifiers = field.getModifiers();
                if (!Modifier.isStatic(modifiers) || field.isSynthetic()) {
                    continue;
                }
                if (!Modifier.isFinal(modifiers) || !isImmutable(field.getType())) {
                    throw new ModelFault(
                            "the static field "
                                    + name(field)
                                    + " may hold state that the explorer cannot see; only final"
                                    + " primitives, strings and enums may be static");
                }
            }
        }
    }

    private static boolean isImmutable(Class<?> type) {
        return isValue(type) || type.getName().startsWith("java.lang.invoke.");
    }

    /**
     * Fields of the class and its superclasses, these first; of each class first ints and booleans,
     * then others, in the order of their names.
     */
    private static List<Field> fieldsOf(Class<?> type) {
        List<Field> all = new ArrayList<>();
        if (type.getSuperclass() != null && type.getSuperclass() != Object.class) {
            all.addAll(fieldsOf(type.getSuperclass()));
        }
        Field[] own = type.getDeclaredFields();
        Arrays.sort(
                own,
                Comparator.comparing((Field f) -> !f.getType().isPrimitive())
                        .thenComparing(Field::getName));
        all.addAll(Arrays.asList(own));
        return all;
    }

    private static Object get(Field field, Object object) {
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new ModelFault("the field " + name(field) + " cannot be read", e);
        }
    }

    private static String name(Field field) {
        return field.getDeclaringClass().getName() + "." + field.getName();
    }
}
