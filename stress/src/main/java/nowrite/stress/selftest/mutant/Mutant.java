package nowrite.stress.selftest.mutant;

/**
 * A small change of the specification or the model.
 *
 * @param side what is changed
 * @param id its name: {@code module:operator:kind:ordinal}; the same as long as the operator or
 *     method does not change
 * @param place file and line
 * @param what the change in a sentence
 */
public record Mutant(Side side, String id, String place, String what) {
    /** What is changed. */
    public enum Side {
        /** The TLA+ modules. */
        SPEC,
        /** The Java model. */
        MODEL;

        /** The name in reports and files. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** The kind of change, such as {@code drop-guard}. */
    public String kind() {
        return id.split(":")[2];
    }
}
