package nowrite.stress.explore.state;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Generates {@link FieldReader}s. The explorer reads the whole shared state after each step that it
 * executes; with reflection or method handles that would be most of its time. A reader is a hidden
 * nestmate of the model's class, so it may read private fields, and its code is a straight line.
 */
final class FieldReaders {
    private static final String READER = Type.getInternalName(FieldReader.class);
    private static final String OBJECT = Type.getInternalName(Object.class);
    private static final String READ = "(Ljava/lang/Object;[II[Ljava/lang/Object;)I";
    private static final int OWNER = 1;
    private static final int HELD = 2;
    private static final int START = 3;
    private static final int REFERENCES = 4;
    private static final int DIFFERENCE = 5;
    private static final int TYPED_OWNER = 6;
    private static final int VALUE = 7;

    private FieldReaders() {}

    /** A reader for fields that one class declares: first the int and boolean ones, then others. */
    static FieldReader make(Class<?> declaring, List<Field> fields) {
        try {
            MethodHandles.Lookup insider = Insider.lookup(declaring);
            if (insider.lookupClass().getClassLoader() != declaring.getClassLoader()) {
                return slow(fields);
            }
            return (FieldReader)
                    MethodHandles.privateLookupIn(declaring, insider)
                            .defineHiddenClass(
                                    generate(declaring, fields),
                                    true,
                                    MethodHandles.Lookup.ClassOption.NESTMATE)
                            .lookupClass()
                            .getDeclaredConstructor()
                            .newInstance();
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new ModelFault("the fields of " + declaring.getName() + " cannot be read", e);
        }
    }

    /** For a class of a loader that has no insider, such as a user's: with reflection. */
    private static FieldReader slow(List<Field> fields) {
        fields.forEach(field -> field.setAccessible(true));
        return (owner, held, start, references) -> {
            int difference = 0;
            int number = start;
            int reference = 0;
            try {
                for (Field field : fields) {
                    if (!field.getType().isPrimitive()) {
                        references[reference++] = field.get(owner);
                        continue;
                    }
                    Object value = field.get(owner);
                    int now = value instanceof Boolean b ? b ? 1 : 0 : (Integer) value;
                    difference |= held[number] ^ now;
                    held[number++] = now;
                }
            } catch (IllegalAccessException e) {
                throw new ModelFault("the fields of " + owner.getClass() + " cannot be read", e);
            }
            return difference;
        };
    }

    private static byte[] generate(Class<?> declaring, List<Field> fields) {
        String owner = Type.getInternalName(declaring);
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(
                Opcodes.V17,
                Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL,
                owner + "FieldReader",
                null,
                OBJECT,
                new String[] {READER});
        constructor(writer);
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, "read", READ, null, null);
        code.visitCode();
        code.visitInsn(Opcodes.ICONST_0);
        code.visitVarInsn(Opcodes.ISTORE, DIFFERENCE);
        code.visitVarInsn(Opcodes.ALOAD, OWNER);
        code.visitTypeInsn(Opcodes.CHECKCAST, owner);
        code.visitVarInsn(Opcodes.ASTORE, TYPED_OWNER);
        int number = 0;
        int reference = 0;
        for (Field field : fields) {
            if (field.getType().isPrimitive()) {
                number(code, owner, field, number++);
            } else {
                reference(code, owner, field, reference++);
            }
        }
        code.visitVarInsn(Opcodes.ILOAD, DIFFERENCE);
        code.visitInsn(Opcodes.IRETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static void constructor(ClassWriter writer) {
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, OBJECT, "<init>", "()V", false);
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    /** value = owner.field; difference |= held[start + i] ^ value; held[start + i] = value; */
    private static void number(MethodVisitor code, String owner, Field field, int i) {
        get(code, owner, field);
        code.visitVarInsn(Opcodes.ISTORE, VALUE);
        element(code, i);
        code.visitInsn(Opcodes.DUP2);
        code.visitInsn(Opcodes.IALOAD);
        code.visitVarInsn(Opcodes.ILOAD, VALUE);
        code.visitInsn(Opcodes.IXOR);
        code.visitVarInsn(Opcodes.ILOAD, DIFFERENCE);
        code.visitInsn(Opcodes.IOR);
        code.visitVarInsn(Opcodes.ISTORE, DIFFERENCE);
        code.visitVarInsn(Opcodes.ILOAD, VALUE);
        code.visitInsn(Opcodes.IASTORE);
    }

    private static void element(MethodVisitor code, int i) {
        code.visitVarInsn(Opcodes.ALOAD, HELD);
        code.visitVarInsn(Opcodes.ILOAD, START);
        code.visitLdcInsn(i);
        code.visitInsn(Opcodes.IADD);
    }

    /** references[i] = owner.field; */
    private static void reference(MethodVisitor code, String owner, Field field, int i) {
        code.visitVarInsn(Opcodes.ALOAD, REFERENCES);
        code.visitLdcInsn(i);
        get(code, owner, field);
        code.visitInsn(Opcodes.AASTORE);
    }

    private static void get(MethodVisitor code, String owner, Field field) {
        code.visitVarInsn(Opcodes.ALOAD, TYPED_OWNER);
        code.visitFieldInsn(
                Opcodes.GETFIELD, owner, field.getName(), Type.getDescriptor(field.getType()));
    }
}
