package nowrite.model.change;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.security.ProtectionDomain;
import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.SimpleRemapper;

/**
 * Puts a class on another superclass than the one that it was compiled against: so a change that
 * was written once works on every generation that it fits, and on top of other changes.
 *
 * <p>The class file is read, its name, its superclass and its calls to {@code super} are rewritten,
 * and the result is defined by a class loader of its own; it is never final. It is made once for
 * each pair.
 */
final class Rebase {
    private static final int API = Opcodes.ASM9;
    private static final Map<Pair, Class<?>> MADE = new HashMap<>();

    private Rebase() {}

    private record Pair(Class<?> change, Class<?> on) {}

    /**
     * The class as a subclass of another one.
     *
     * @param change the class; it is one class file, without inner classes
     * @param on the superclass that it gets
     * @param top whether nothing will be put on it
     * @throws IllegalArgumentException if it cannot be put there; the message names both and says
     *     why
     */
    static synchronized Class<?> put(Class<?> change, Class<?> on, boolean top) {
        boolean open = top || !Modifier.isFinal(change.getModifiers());
        if (change.getSuperclass() == on && open) {
            return change;
        }
        Pair pair = new Pair(change, on);
        Class<?> made = MADE.get(pair);
        if (made == null) {
            made = make(change, on);
            MADE.put(pair, made);
        }
        return made;
    }

    private static Class<?> make(Class<?> change, Class<?> on) {
        checkOverrides(change, on);
        ClassReader reader = new ClassReader(bytes(change));
        reader.accept(new References(change, on), 0);
        String name = change.getName() + "_on_" + on.getSimpleName();
        Loader loader = new Loader(on.getClassLoader(), change.getClassLoader());
        try {
            return loader.define(
                    name, rewritten(reader, change, name, on), change.getProtectionDomain());
        } catch (LinkageError e) {
            throw refused(change, on, e.getMessage());
        }
    }

    static IllegalArgumentException refused(Class<?> change, Class<?> on, String why) {
        return new IllegalArgumentException(
                change.getName() + " cannot be put on " + on.getName() + ": " + why);
    }

    private static byte[] bytes(Class<?> change) {
        String file = change.getName().substring(change.getName().lastIndexOf('.') + 1) + ".class";
        try (InputStream in = change.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no class file of " + change);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the class file of " + change, e);
        }
    }

    /**
     * What it overrides must be there, and may be overridden; nothing is overridden by accident.
     */
    private static void checkOverrides(Class<?> change, Class<?> on) {
        for (Method method : Methods.overridable(change)) {
            Method old = Methods.find(change.getSuperclass(), method);
            Method there = Methods.find(on, method);
            if (old != null && there == null) {
                throw refused(
                        change,
                        on,
                        "it overrides the method " + method.getName() + ", which is missing there");
            }
            if (there != null && Modifier.isFinal(there.getModifiers())) {
                throw refused(
                        change,
                        on,
                        "it overrides the method " + method.getName() + ", which is final there");
            }
            if (old == null && there != null) {
                throw refused(
                        change,
                        on,
                        "its own method "
                                + method.getName()
                                + " would override one of the same name there; make it private");
            }
        }
    }

    private static byte[] rewritten(ClassReader reader, Class<?> change, String name, Class<?> on) {
        String self = Type.getInternalName(change);
        String oldSuper = Type.getInternalName(change.getSuperclass());
        String newSuper = Type.getInternalName(on);
        ClassWriter writer = new ClassWriter(0);
        ClassVisitor renamed =
                new ClassRemapper(writer, new SimpleRemapper(API, self, name.replace('.', '/')));
        reader.accept(
                new ClassVisitor(API, renamed) {
                    @Override
                    public void visit(
                            int version,
                            int access,
                            String called,
                            String signature,
                            String superName,
                            String[] interfaces) {
                        super.visit(
                                version,
                                access & ~Opcodes.ACC_FINAL,
                                called,
                                null,
                                newSuper,
                                interfaces);
                    }

                    @Override
                    public MethodVisitor visitMethod(
                            int access,
                            String called,
                            String descriptor,
                            String signature,
                            String[] exceptions) {
                        return new MethodVisitor(
                                API,
                                super.visitMethod(
                                        access, called, descriptor, signature, exceptions)) {
                            @Override
                            public void visitMethodInsn(
                                    int opcode,
                                    String owner,
                                    String method,
                                    String type,
                                    boolean isInterface) {
                                boolean toSuper =
                                        opcode == Opcodes.INVOKESPECIAL && owner.equals(oldSuper);
                                super.visitMethodInsn(
                                        opcode,
                                        toSuper ? newSuper : owner,
                                        method,
                                        type,
                                        isInterface);
                            }
                        };
                    }
                },
                0);
        return writer.toByteArray();
    }

    /**
     * Defines one class; finds others where the superclass comes from, then where the change does.
     */
    private static final class Loader extends ClassLoader {
        private final ClassLoader ofChange;

        Loader(ClassLoader ofSuperclass, ClassLoader ofChange) {
            super(ofSuperclass);
            this.ofChange = ofChange;
        }

        Class<?> define(String name, byte[] bytes, ProtectionDomain domain) {
            Class<?> made = defineClass(name, bytes, 0, bytes.length, domain);
            resolveClass(made);
            return made;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            return ofChange.loadClass(name);
        }
    }
}
