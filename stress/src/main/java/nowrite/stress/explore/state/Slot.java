package nowrite.stress.explore.state;

import java.lang.reflect.Field;

/**
 * One place of the shared state that holds one value.
 *
 * @param kind what the place holds
 * @param owner the object or array it is in
 * @param field the field, null for an element of an array
 * @param index the element, 0 for a field
 * @param path how a person finds it: the fields that lead there from the root
 */
record Slot(Kind kind, Object owner, Field field, int index, String path) {
    /** What a place holds; all of it is encoded as an int. */
    enum Kind {
        INT,
        BOOLEAN,
        /** An enum constant as its ordinal, null as -1. */
        ENUM,
        /** A String as its number in the order of first appearance, null as -1. */
        TEXT,
        /** A reference as the number of the object in the graph, null as -1. */
        REFERENCE
    }

    /** Whether the value is encoded as it is, not as the number of a reference. */
    boolean isNumber() {
        return kind == Kind.INT || kind == Kind.BOOLEAN;
    }

    /** Whether the place is in the same array, or in the same object and of the same class. */
    boolean isNextTo(Slot other) {
        return owner == other.owner()
                && (field == null || field.getDeclaringClass() == other.field.getDeclaringClass());
    }

    /** The declared type of what the place holds. */
    Class<?> type() {
        return field == null ? owner.getClass().getComponentType() : field.getType();
    }
}
