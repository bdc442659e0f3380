package nowrite.stress.explore.state;

/** Reads the fields of an object that are state; generated for each class of the model. */
public interface FieldReader {
    /**
     * Reads all fields.
     *
     * @param owner the object
     * @param held where the values of int and boolean fields go
     * @param start where they begin in {@code held}
     * @param references where the values of all other fields go
     * @return 0 if the values in {@code held} were these before
     */
    int read(Object owner, int[] held, int start, Object[] references);
}
