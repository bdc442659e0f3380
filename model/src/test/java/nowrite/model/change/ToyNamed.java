package nowrite.model.change;

import java.util.function.IntSupplier;

/** Calls super, has state of its own and a lambda. */
public class ToyNamed extends AssemblyTest.Toy {
    private int calls;

    @Override
    public String name() {
        IntSupplier count = () -> ++calls;
        return super.name() + ", named " + count.getAsInt();
    }
}
