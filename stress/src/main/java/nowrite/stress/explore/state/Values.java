package nowrite.stress.explore.state;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The encoding of references, enum constants and texts as ints; null is -1. */
final class Values {
    /** The number of null. */
    static final int NULL = -1;

    private final ObjectGraph graph;
    private final List<String> texts = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<Class<?>, FieldReader> readers = new HashMap<>();

    Values(ObjectGraph graph) {
        this.graph = graph;
    }

    /** The reader of the fields, all of them, that one class declares. */
    FieldReader reader(List<Field> fields) {
        return readers.computeIfAbsent(
                fields.get(0).getDeclaringClass(), c -> FieldReaders.make(c, fields));
    }

    /** The number of a value found at a place. */
    int encode(Object value, Slot at) {
        if (value == null) {
            return NULL;
        }
        if (value instanceof Enum<?> constant) {
            return constant.ordinal();
        }
        if (value instanceof String text) {
            return numbers.computeIfAbsent(
                    text,
                    t -> {
                        texts.add(t);
                        return texts.size() - 1;
                    });
        }
        Integer number = graph.number(value);
        if (number == null) {
            throw new ModelFault(
                    at.path()
                            + " refers to a "
                            + value.getClass().getName()
                            + " that was made after the start; all objects of the kernel must be"
                            + " made once, by its constructor");
        }
        return number;
    }

    /** The value with a number at a place. */
    Object decode(int number, Slot at) {
        if (number == NULL) {
            return null;
        }
        return switch (at.kind()) {
            case ENUM -> at.type().getEnumConstants()[number];
            case TEXT -> texts.get(number);
            default -> graph.object(number);
        };
    }
}
