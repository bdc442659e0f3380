package nowrite.model.change;

/** Cannot be changed everywhere. */
public class ToyFinal extends AssemblyTest.Toy {
    @Override
    public final String name() {
        return "final";
    }

    /** Has the name of something in ToyHelped. */
    public String help() {
        return "";
    }
}
