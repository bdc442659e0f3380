package nowrite.model.change;

/** The third generation. */
public class Toy3 extends AssemblyTest.Toy2 {
    @Override
    public String name() {
        return ", third";
    }
}
