package nowrite.model.change;

/** Has a function of its own that others can see. */
public class ToyHelped extends AssemblyTest.Toy {
    @Override
    public String say() {
        return help();
    }

    /** Its own. */
    public String help() {
        return "help";
    }
}
