package nowrite.model.change;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Checks that what a class refers to is still there when it has another superclass: what it
 * inherits, and nothing that only its old package may see.
 */
final class References extends ClassVisitor {
    private static final int API = Opcodes.ASM9;

    private final Class<?> change;
    private final Class<?> on;
    private final String self;
    private final String oldSuper;

    References(Class<?> change, Class<?> on) {
        super(API);
        this.change = change;
        this.on = on;
        this.self = Type.getInternalName(change);
        this.oldSuper = Type.getInternalName(change.getSuperclass());
    }

    @Override
    public void visitInnerClass(String name, String outer, String inner, int access) {
        if (name.startsWith(self + "$")) {
            throw Rebase.refused(
                    change,
                    on,
                    "it has the inner class "
                            + name.substring(self.length() + 1)
                            + " (a switch over an enum makes one, too); a change is one class");
        }
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        return new MethodVisitor(API) {
            @Override
            public void visitMethodInsn(
                    int opcode, String owner, String method, String type, boolean isInterface) {
                checkMethod(owner, method, type);
            }

            @Override
            public void visitFieldInsn(int opcode, String owner, String field, String type) {
                checkField(owner, field);
            }

            @Override
            public void visitInvokeDynamicInsn(
                    String method, String type, Handle bootstrap, Object... arguments) {
                for (Object argument : arguments) {
                    if (argument instanceof Handle handle && handle.getTag() >= 5) {
                        checkMethod(handle.getOwner(), handle.getName(), handle.getDesc());
                    }
                }
            }
        };
    }

    @Override
    public FieldVisitor visitField(
            int access, String name, String descriptor, String signature, Object value) {
        return null;
    }

    private void checkMethod(String owner, String name, String descriptor) {
        if (name.equals("<init>")) {
            return;
        }
        if (owner.equals(self) || owner.equals(oldSuper)) {
            boolean own =
                    owner.equals(self)
                            && Arrays.stream(change.getDeclaredMethods())
                                    .anyMatch(
                                            m ->
                                                    m.getName().equals(name)
                                                            && Type.getMethodDescriptor(m)
                                                                    .equals(descriptor));
            if (!own && Methods.find(on, name, descriptor) == null) {
                throw Rebase.refused(
                        change, on, "it calls the method " + name + ", which is missing there");
            }
        } else if (isNeighbour(owner)) {
            var method = Methods.find(load(owner), name, descriptor);
            if (method != null && !Modifier.isPublic(method.getModifiers())) {
                throw hidden(owner, name);
            }
        }
    }

    private void checkField(String owner, String name) {
        if (owner.equals(self) || owner.equals(oldSuper)) {
            boolean own =
                    owner.equals(self)
                            && Arrays.stream(change.getDeclaredFields())
                                    .anyMatch(f -> f.getName().equals(name));
            if (!own && Methods.field(on, name) == null) {
                throw Rebase.refused(
                        change, on, "it uses the field " + name + ", which is missing there");
            }
        } else if (isNeighbour(owner)) {
            var field = Methods.field(load(owner), name);
            if (field != null && !Modifier.isPublic(field.getModifiers())) {
                throw hidden(owner, name);
            }
        }
    }

    /** Another class of the package that the change is in. */
    private boolean isNeighbour(String owner) {
        return !owner.startsWith("[")
                && load(owner).getPackageName().equals(change.getPackageName())
                && !load(owner).isAssignableFrom(change);
    }

    private IllegalArgumentException hidden(String owner, String name) {
        return Rebase.refused(
                change,
                on,
                "it uses " + name + " of " + owner.replace('/', '.') + ", which must be public");
    }

    private Class<?> load(String internalName) {
        try {
            return Class.forName(internalName.replace('/', '.'), false, change.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw Rebase.refused(change, on, "it uses " + internalName + ", which is not found");
        }
    }
}
