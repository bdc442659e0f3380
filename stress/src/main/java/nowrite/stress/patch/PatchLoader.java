package nowrite.stress.patch;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nowrite.model.kernel.Kernel;
import nowrite.model.kernel.KernelCode;

/** Loads the classes of one patch; none of its code runs before a kernel is made. */
final class PatchLoader extends ClassLoader {
    private final Map<String, byte[]> classes;

    PatchLoader(Map<String, byte[]> classes) {
        super(PatchLoader.class.getClassLoader());
        this.classes = new HashMap<>(classes);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    @Override
    public InputStream getResourceAsStream(String name) {
        byte[] bytes =
                name.endsWith(".class")
                        ? classes.get(name.replace('/', '.').replaceFirst("\\.class$", ""))
                        : null;
        return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
    }

    /**
     * The components among the classes, by name.
     *
     * @throws IllegalArgumentException if one cannot be a component, or two are for the same one;
     *     the message says what would be right
     */
    List<Class<?>> components() {
        List<Class<?>> components = new ArrayList<>();
        Map<Class<?>, Class<?>> byComponent = new HashMap<>();
        for (String name : classes.keySet().stream().sorted().toList()) {
            Class<?> type;
            try {
                type = Class.forName(name, false, this);
            } catch (ClassNotFoundException | LinkageError e) {
                throw new IllegalArgumentException(name + " cannot be loaded: " + e, e);
            }
            if (KernelCode.class.isAssignableFrom(type)) {
                check(type);
                Class<?> other = byComponent.put(component(type), type);
                if (other != null) {
                    throw new IllegalArgumentException(
                            other.getName()
                                    + " and "
                                    + name
                                    + " are both a "
                                    + component(type).getSimpleName()
                                    + "; a patch has one class for each component");
                }
                components.add(type);
            }
        }
        if (components.isEmpty()) {
            throw new IllegalArgumentException(
                    "none of the classes extends a component of the model, as in"
                            + " 'public class MyFuseFile extends nowrite.model.kernel.FuseFile'");
        }
        return components;
    }

    private static Class<?> component(Class<?> type) {
        Class<?> c = type;
        while (c.getSuperclass() != KernelCode.class) {
            c = c.getSuperclass();
        }
        return c;
    }

    private static void check(Class<?> type) {
        int modifiers = type.getModifiers();
        boolean good = Modifier.isPublic(modifiers) && !Modifier.isAbstract(modifiers);
        try {
            good &= type.getConstructor(Kernel.class) != null;
        } catch (NoSuchMethodException e) {
            good = false;
        }
        if (!good || type.getSuperclass() == KernelCode.class) {
            throw new IllegalArgumentException(
                    type.getName()
                            + " cannot be a component: it must be a public class that extends one of"
                            + " the model's, with the constructor public "
                            + type.getSimpleName()
                            + "(Kernel k)");
        }
    }
}
