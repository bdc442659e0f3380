package nowrite.model.change;

/** Written for the first generation. */
public final class ToyWord extends AssemblyTest.Toy {
    @Override
    public String word() {
        return "word";
    }
}
