package nowrite.model.change;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.objectweb.asm.Type;

/** Methods and fields of classes and their superclasses. */
final class Methods {
    private Methods() {}

    /** The methods that a class declares and that can override others, by name. */
    static List<Method> overridable(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                .filter(
                        method ->
                                (method.getModifiers() & (Modifier.PRIVATE | Modifier.STATIC)) == 0)
                .sorted(
                        Comparator.comparing(Method::getName)
                                .thenComparing((Method method) -> Type.getMethodDescriptor(method)))
                .toList();
    }

    /** The method that another one overrides in a class or its superclasses; null if none. */
    static Method find(Class<?> type, Method like) {
        return find(type, like.getName(), Type.getMethodDescriptor(like));
    }

    /** The method that a class has or inherits; private ones of superclasses are not inherited. */
    static Method find(Class<?> type, String name, String descriptor) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            for (Method method : c.getDeclaredMethods()) {
                if (method.getName().equals(name)
                        && Type.getMethodDescriptor(method).equals(descriptor)
                        && !Modifier.isPrivate(method.getModifiers())) {
                    return method;
                }
            }
        }
        return null;
    }

    /** The field that a class has or inherits; null if none. */
    static Field field(Class<?> type, String name) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (field.getName().equals(name) && !Modifier.isPrivate(field.getModifiers())) {
                    return field;
                }
            }
        }
        return null;
    }
}
