package nowrite.model.change;

/** The same change, for the second generation. */
public final class ToyWord2 extends AssemblyTest.Toy2 {
    @Override
    public String word() {
        return "word2";
    }
}
