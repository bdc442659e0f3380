package nowrite.model.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nowrite.model.kernel.KernelCode;
import org.junit.jupiter.api.Test;

/** A change works on what it was not compiled against, or says why not. */
class AssemblyTest {
    private static final Assembly FIRST = new Assembly(List.of(Toy.class), List.of(Toy2.class));
    private static final Assembly SECOND = new Assembly(List.of(Toy.class, Toy2.class), List.of());

    /** The first generation. */
    public static class Toy extends KernelCode {
        /** Makes it. */
        public Toy() {
            super(new nowrite.model.kernel.Kernel(Scenarios.tiny(), null));
        }

        /** What a toy says. */
        public String say() {
            return "first " + word() + name();
        }

        /** Replaced in the second generation. */
        public String word() {
            return "old";
        }

        /** Never replaced. */
        public String name() {
            return "";
        }

        /** May not be replaced. */
        protected final String fixed() {
            return "fixed";
        }
    }

    /** The second generation. */
    public static class Toy2 extends Toy {
        @Override
        public String word() {
            return "new";
        }
    }

    private static String say(Assembly assembly, Map<String, List<Class<?>>> of)
            throws ReflectiveOperationException {
        List<Class<?>> classes = assembly.assemble(new TreeMap<>(of));
        assertEquals(1, classes.size());
        return ((Toy) classes.get(0).getConstructor().newInstance()).say();
    }

    @Test
    void aChangeWorksOnEveryGenerationWithTheSameFunction() throws Exception {
        List<Class<?>> named = List.of(ToyNamed.class);
        assertEquals("first old, named 1", say(FIRST, Map.of("with name", named)));
        assertEquals("first new, named 1", say(SECOND, Map.of("with name", named)));
    }

    @Test
    void changesOfOneComponentCompose() throws Exception {
        assertEquals(
                "loud first new, named 1",
                say(
                        SECOND,
                        Map.of(
                                "with a",
                                List.of(ToyNamed.class),
                                "with b",
                                List.of(ToyLoud.class))));
    }

    @Test
    void somethingCanBePutOnAFinalChange() throws Exception {
        assertEquals(
                "loud first old, named 1",
                say(
                        FIRST,
                        Map.of(
                                "with a",
                                List.of(ToyLoud.class),
                                "with b",
                                List.of(ToyNamed.class))));
    }

    @Test
    void aReplacedFunctionIsNotPutBackIntoANewerGeneration() {
        assertTrue(FIRST.fits(List.of(ToyWord.class)));
        assertFalse(SECOND.fits(List.of(ToyWord.class)));
        assertTrue(SECOND.fits(List.of(ToyWord.class, ToyWord2.class)));
        assertFalse(FIRST.fits(List.of(ToyWord2.class)));
    }

    @Test
    void eachGenerationGetsTheClassWrittenForIt() throws Exception {
        Map<String, List<Class<?>>> both =
                Map.of("with word", List.of(ToyWord.class, ToyWord2.class));
        assertEquals("first word", say(FIRST, both));
        assertEquals("first word2", say(SECOND, both));
    }

    @Test
    void aGenerationsClassCanBeTakenOut() throws Exception {
        List<Class<?>> fix = List.of(Toy2.class);
        assertFalse(FIRST.fits(fix));
        assertEquals("first old", say(SECOND, Map.of("without fix", fix)));
        Assembly third = new Assembly(List.of(Toy.class, Toy2.class, Toy3.class), List.of());
        assertEquals("first old, third", say(third, Map.of("without fix", fix)));
        assertEquals("first new, third", say(third, Map.of()));
    }

    @Test
    void twoReplacementsOfOneFunctionAreRefused() {
        assertEquals(
                "'with a' and 'with b' cannot be combined: both replace Toy.word, and nothing is"
                        + " written for both",
                refusal(
                        () ->
                                say(
                                        FIRST,
                                        Map.of(
                                                "with a", List.of(ToyWord.class),
                                                "with b", List.of(ToyOtherWord.class)))));
    }

    @Test
    void aClassIsMadeOnce() {
        Class<?> made = Rebase.put(ToyNamed.class, Toy2.class, true);
        assertSame(made, Rebase.put(ToyNamed.class, Toy2.class, true));
        assertNotEquals(made, Rebase.put(ToyNamed.class, Toy3.class, true));
        assertSame(ToyNamed.class, Rebase.put(ToyNamed.class, Toy.class, true));
        assertSame(Toy2.class, made.getSuperclass());
        assertSame(ToyLoud.class, Rebase.put(ToyLoud.class, Toy.class, true));
        assertNotEquals(ToyLoud.class, Rebase.put(ToyLoud.class, Toy.class, false), "it is final");
    }

    @Test
    void whatCannotBePutThereIsNamed() {
        String on = " cannot be put on " + ToyFinal.class.getName() + ": ";
        assertEquals(
                ToyNamed.class.getName()
                        + on
                        + "it overrides the method name, which is final there",
                refusal(() -> Rebase.put(ToyNamed.class, ToyFinal.class, true)));
        assertEquals(
                ToyHelped.class.getName()
                        + on
                        + "its own method help would override one of the same name there; make it"
                        + " private",
                refusal(() -> Rebase.put(ToyHelped.class, ToyFinal.class, true)));
        assertTrue(
                refusal(() -> Rebase.put(ToyHelped.class, Bare.class, true))
                        .endsWith("it overrides the method say, which is missing there"));
        assertTrue(
                refusal(() -> Rebase.put(ToyCaller.class, Bare.class, true))
                        .endsWith("it calls the method word, which is missing there"));
        assertTrue(
                refusal(() -> Rebase.put(ToyInner.class, Toy2.class, true))
                        .contains(
                                "it has the inner class 1 (a switch over an enum makes one, too)"));
    }

    private static String refusal(org.junit.jupiter.api.function.Executable what) {
        return assertThrows(IllegalArgumentException.class, what).getMessage();
    }
}
