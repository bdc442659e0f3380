package nowrite.stress.explore.state;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.util.List;

/** The fields that one class declares, of one object: first the int and boolean ones. */
final class FieldsSegment extends Segment {
    private final Object owner;
    private final Slot[] slots;
    private final int numbers;
    private final FieldReader reader;
    private final Object[] values;
    private final References references;
    private final MethodHandle[] setters;

    FieldsSegment(int start, List<Slot> slots, Values encoding) {
        super(start, slots.size());
        this.slots = slots.toArray(new Slot[0]);
        owner = this.slots[0].owner();
        numbers = (int) slots.stream().filter(Slot::isNumber).count();
        reader = encoding.reader(slots.stream().map(Slot::field).toList());
        values = new Object[this.slots.length - numbers];
        references = new References(slots.subList(numbers, slots.size()), encoding);
        setters = new MethodHandle[this.slots.length];
        for (int i = 0; i < setters.length; i++) {
            setters[i] = setter(this.slots[i]);
        }
    }

    private static MethodHandle setter(Slot slot) {
        Field field = slot.field();
        Class<?> type = field.getType().isPrimitive() ? field.getType() : Object.class;
        try {
            field.setAccessible(true);
            return MethodHandles.lookup()
                    .unreflectSetter(field)
                    .asType(MethodType.methodType(void.class, Object.class, type));
        } catch (IllegalAccessException e) {
            throw new ModelFault("no access to " + slot.path(), e);
        }
    }

    @Override
    boolean refresh(int[] held) {
        boolean differed = reader.read(owner, held, start, values) != 0;
        if (values.length > 0) {
            differed |= references.refresh(values, held, start + numbers);
        }
        return differed;
    }

    @Override
    void write(int place, int value) {
        int i = place - start;
        try {
            switch (slots[i].kind()) {
                case INT -> setters[i].invokeExact(owner, value);
                case BOOLEAN -> setters[i].invokeExact(owner, value != 0);
                default -> setters[i].invokeExact(owner, references.decode(i - numbers, value));
            }
        } catch (Throwable e) {
            throw new IllegalStateException(slots[i].path() + " cannot be written", e);
        }
    }
}
