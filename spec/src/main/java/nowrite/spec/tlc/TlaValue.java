package nowrite.spec.tlc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A value as TLC prints it. The accessors throw {@link TlcException} when the value is of another
 * kind: a state that looks otherwise than expected is an error, never a guess.
 */
public sealed interface TlaValue {

    /** A number. */
    record Int(int value) implements TlaValue {}

    /** A string. */
    record Str(String value) implements TlaValue {}

    /** TRUE or FALSE. */
    record Bool(boolean value) implements TlaValue {}

    /** A tuple, which is a function on 1..n. */
    record Tuple(List<TlaValue> items) implements TlaValue {
        /** Copies the list. */
        public Tuple {
            items = List.copyOf(items);
        }
    }

    /** A set, in the order in which TLC prints it. */
    record SetOf(List<TlaValue> items) implements TlaValue {
        /** Copies the list. */
        public SetOf {
            items = List.copyOf(items);
        }
    }

    /** A record. */
    record Rec(Map<String, TlaValue> fields) implements TlaValue {
        /** Copies the map, in its order. */
        public Rec {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }
    }

    /** A function on a domain other than 1..n. */
    record Fn(Map<TlaValue, TlaValue> entries) implements TlaValue {
        /** Copies the map, in its order. */
        public Fn {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }
    }

    /**
     * Reads a value.
     *
     * @throws TlcException if the text is not exactly one value
     */
    static TlaValue parse(String text) {
        return new TlaValueParser(text).parse();
    }

    /** The number. */
    default int asInt() {
        if (this instanceof Int number) {
            return number.value();
        }
        throw new TlcException("a number was expected, not " + this);
    }

    /** The string. */
    default String asString() {
        if (this instanceof Str string) {
            return string.value();
        }
        throw new TlcException("a string was expected, not " + this);
    }

    /** The items of a tuple or a set. */
    default List<TlaValue> items() {
        if (this instanceof Tuple tuple) {
            return tuple.items;
        }
        if (this instanceof SetOf set) {
            return set.items;
        }
        throw new TlcException("a tuple or a set was expected, not " + this);
    }

    /** The items of a tuple or a set of numbers. */
    default List<Integer> ints() {
        List<Integer> ints = new ArrayList<>();
        items().forEach(item -> ints.add(item.asInt()));
        return ints;
    }

    /** What a function, or a tuple, has at a number. */
    default TlaValue at(int index) {
        TlaValue value = null;
        if (this instanceof Tuple tuple) {
            value = index >= 1 && index <= tuple.items.size() ? tuple.items.get(index - 1) : null;
        } else if (this instanceof Fn function) {
            value = function.entries.get(new Int(index));
        }
        if (value == null) {
            throw new TlcException("there is nothing at " + index + " in " + this);
        }
        return value;
    }

    /** A field of a record. */
    default TlaValue field(String name) {
        TlaValue value = this instanceof Rec rec ? rec.fields.get(name) : null;
        if (value == null) {
            throw new TlcException("there is no field " + name + " in " + this);
        }
        return value;
    }

    /** All fields of a record. */
    default Map<String, TlaValue> fields() {
        if (this instanceof Rec rec) {
            return rec.fields;
        }
        throw new TlcException("a record was expected, not " + this);
    }
}
