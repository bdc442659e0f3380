package nowrite.stress.explore.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TablesTest {
    private static final int MANY = 50_000;

    @Test
    void equalVectorsGetTheSameIdAndIdsCountUp() {
        VectorTable table = new VectorTable(3);
        Map<List<Integer>, Integer> expected = new HashMap<>();
        List<List<Integer>> inOrder = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < MANY; i++) {
            int[] v = {9, random.nextInt(40) - 20, random.nextInt(40), random.nextInt(20)};
            List<Integer> key = List.of(v[1], v[2], v[3]);
            int known = expected.size();
            int id = expected.computeIfAbsent(key, k -> known);
            if (id == known) {
                inOrder.add(key);
            }
            assertEquals(id, table.intern(v, 1));
        }
        assertEquals(expected.size(), table.size());
        int[] back = new int[3];
        for (int id = 0; id < inOrder.size(); id++) {
            table.copy(id, back, 0);
            assertEquals(inOrder.get(id), List.of(back[0], back[1], back[2]));
            assertEquals(back[2], table.at(id, 2));
        }
    }

    @Test
    void aTableOfEmptyVectorsHasOneEntry() {
        VectorTable table = new VectorTable(0);
        assertEquals(0, table.intern(new int[0], 0));
        assertEquals(0, table.intern(new int[0], 0));
        assertEquals(1, table.size());
    }

    @Test
    void pairsKeepTheirValues() {
        PairTable table = new PairTable();
        Map<Long, Long> expected = new HashMap<>();
        Random random = new Random(2);
        for (int i = 0; i < MANY; i++) {
            long key = PairTable.key(random.nextInt(300), random.nextInt(300));
            long value = random.nextInt() & 0xFFFFFFFFL;
            table.put(key, value);
            expected.put(key, value);
        }
        assertEquals(expected.size(), table.size());
        expected.forEach((key, value) -> assertEquals(value, table.get(key)));
        assertEquals(PairTable.ABSENT, table.get(PairTable.key(301, 0)));
    }

    @Test
    void pagesKeepTheirOrder() {
        IntPages pages = new IntPages();
        for (int i = 0; i < MANY; i++) {
            pages.add(i * 7);
        }
        assertEquals(MANY, pages.size());
        for (int i = 0; i < MANY; i++) {
            assertEquals(i * 7, pages.get(i));
        }
    }
}
