package nowrite.stress.explore.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import nowrite.model.seam.Lock;
import org.junit.jupiter.api.Test;

class SharedStateTest {
    enum Color {
        RED,
        GREEN
    }

    static class Base {
        private int inherited;
    }

    static final class Node extends Base {
        private int number;
        private boolean flag;
        private Color color = Color.RED;
        private String text = "a";
        private Node other;
        private final int[] ints = new int[3];
        private final int[][] nested = new int[2][2];
        private final boolean[] booleans = new boolean[2];
        private final Node[] nodes = new Node[2];
        private final Color[] colors = new Color[2];
        private final Lock lock = new Lock("lock");
        private final transient List<String> notState = new ArrayList<>();
        private final String constant = "constant";
    }

    private static Node graph() {
        Node root = new Node();
        root.other = new Node();
        root.nodes[0] = root.other;
        return root;
    }

    private static final List<Consumer<Node>> CHANGES =
            List.of(
                    n -> n.number = -5,
                    n -> n.flag = true,
                    n -> n.color = Color.GREEN,
                    n -> n.color = null,
                    n -> n.text = "b",
                    n -> n.text = null,
                    n -> n.other = n,
                    n -> n.other = null,
                    n -> n.ints[2] = 7,
                    n -> n.nested[1][0] = 3,
                    n -> n.booleans[1] = true,
                    n -> n.nodes[1] = n,
                    n -> n.nodes[0] = null,
                    n -> n.colors[0] = Color.RED,
                    n -> n.lock.holder = 2,
                    n -> ((Base) n).inherited = 1);

    @Test
    void everyPlaceThatCanChangeIsState() {
        for (Consumer<Node> change : CHANGES) {
            Node root = graph();
            SharedState state = new SharedState(root);
            change.accept(root);
            assertTrue(state.difference() != null);
            assertNotEquals(0, state.save());
            assertNull(state.difference());
        }
    }

    @Test
    void changingBackGivesTheSameStateAgain() {
        Node root = graph();
        SharedState state = new SharedState(root);
        root.number = 1;
        root.other = null;
        int changed = state.save();
        root.number = 0;
        root.other = root.nodes[0];
        assertEquals(0, state.save());
        assertEquals(2, state.size());
        assertNotEquals(0, changed);
    }

    @Test
    void loadingPutsEveryPlaceBack() {
        Node root = graph();
        Node other = root.other;
        SharedState state = new SharedState(root);
        List<Integer> ids = new ArrayList<>(List.of(0));
        for (Consumer<Node> change : CHANGES) {
            change.accept(root);
            ids.add(state.save());
        }
        for (int round = 0; round < 2; round++) {
            for (int i = ids.size() - 1; i >= 0; i -= 1 + round) {
                state.load(ids.get(i));
                assertEquals(ids.get(i), state.current());
                assertNull(state.difference());
                assertEquals(ids.get(i), state.save());
            }
        }
        state.load(0);
        assertSame(other, root.other);
        assertEquals(Color.RED, root.color);
        assertEquals("a", root.text);
        assertEquals(ids.size(), state.size());
    }

    @Test
    void anAssumedStateIsWhatLaterChangesAreComparedWith() {
        Node root = graph();
        SharedState state = new SharedState(root);
        Node other = root.other;
        root.other = null;
        root.number = 4;
        int changed = state.save();
        state.load(0);
        // The same code again, without saving.
        root.other = null;
        root.number = 4;
        state.assume(changed);
        assertNull(state.difference());
        root.other = other;
        root.number = 0;
        assertEquals(0, state.save());
    }

    @Test
    void aPlaceCanBeReadWithoutLoading() {
        Node root = graph();
        SharedState state = new SharedState(root);
        int place = state.firstPlace(root.lock);
        root.lock.holder = 3;
        int changed = state.save();
        assertEquals(3, state.value(changed, place));
        assertEquals(0, state.value(0, place));
        assertEquals(-1, state.firstPlace(new Lock("not in the graph")));
    }

    @Test
    void anObjectMadeLaterIsRefused() {
        Node root = graph();
        SharedState state = new SharedState(root);
        root.other = new Node();
        assertRefused(state::save, "kernel.other", "made after the start");
    }

    static final class WithList {
        final List<String> list = new ArrayList<>();
    }

    static final class WithLong {
        long big;
    }

    static final class WithLambda {
        final Runnable code;

        WithLambda(int captured) {
            code = () -> System.out.println(captured);
        }
    }

    static final class WithStatic {
        static int counter;
        int used = counter;
    }

    static final class WithStaticArray {
        static final int[] TABLE = new int[1];
        int used = TABLE[0];
    }

    static final class WithFloats {
        final float[] floats = new float[1];
    }

    @Test
    void whatCouldHideStateIsRefusedByName() {
        assertRefused(() -> new SharedState(new WithList()), "kernel.list", "ArrayList");
        assertRefused(() -> new SharedState(new WithLong()), "WithLong.big", "long");
        assertRefused(() -> new SharedState(new WithLambda(1)), "kernel.code", "lambda");
        assertRefused(() -> new SharedState(new WithStatic()), "WithStatic.counter", "static");
        assertRefused(() -> new SharedState(new WithStaticArray()), "TABLE", "static");
        assertRefused(() -> new SharedState(new WithFloats()), "kernel.floats", "float");
    }

    private static void assertRefused(Runnable code, String... words) {
        ModelFault fault = assertThrows(ModelFault.class, code::run);
        for (String word : words) {
            assertTrue(fault.getMessage().contains(word), fault.getMessage());
        }
    }
}
