package nowrite.model.change;

/** Is two classes. */
public class ToyInner extends AssemblyTest.Toy {
    private final Object inner =
            new Object() {
                @Override
                public String toString() {
                    return "inner";
                }
            };

    @Override
    public String name() {
        return inner.toString();
    }
}
