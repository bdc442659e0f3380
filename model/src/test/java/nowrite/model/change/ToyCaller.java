package nowrite.model.change;

/** Calls what it inherits. */
public class ToyCaller extends AssemblyTest.Toy {
    private String twice() {
        return word() + word();
    }

    @Override
    public String toString() {
        return twice();
    }
}
