package nowrite.model.change;

/** Replaces another function of the same component, and calls super. */
public final class ToyLoud extends AssemblyTest.Toy {
    @Override
    public String say() {
        return "loud " + super.say();
    }
}
