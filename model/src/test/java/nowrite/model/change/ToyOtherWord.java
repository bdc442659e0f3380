package nowrite.model.change;

/** Replaces what ToyWord replaces. */
public final class ToyOtherWord extends AssemblyTest.Toy {
    @Override
    public String word() {
        return "other";
    }
}
