package nowrite.spec.trace.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which deeds a story takes when not all fit. */
class ChoiceTest {
    private static final int MOST = 7;

    private final List<Deed> deeds = new ArrayList<>();

    private void deed(String who, int weight) {
        deeds.add(new Deed(deeds.size() + 1, who, "does " + deeds.size(), weight));
    }

    /** The steps of each sentence. */
    private List<List<Integer>> told(int least, int most) {
        return Choice.of(deeds, Deed::context, least, most).stream()
                .map(sentence -> sentence.stream().map(Deed::step).toList())
                .toList();
    }

    @Test
    void noStoryIsLongerThanTheBoundAndOneMoreWouldBeTaken() {
        for (int i = 0; i < 12; i++) {
            deed("t" + i, 8);
        }
        assertEquals(MOST, told(1, MOST).size());
        assertEquals(MOST + 1, told(1, MOST + 1).size());
    }

    @Test
    void whatIsLightAndStandsBetweenTwoOfAnotherIsLeftOut() {
        deed("p", 8);
        deed("f", 4);
        deed("p", 8);
        assertEquals(List.of(List.of(1, 3)), told(1, MOST));
    }

    @Test
    void whatIsDecisiveStandsBetweenThem() {
        deed("p", 8);
        deed("f", 7);
        deed("p", 8);
        assertEquals(List.of(List.of(1), List.of(2), List.of(3)), told(1, MOST));
    }

    @Test
    void aSentenceIsOfOneActor() {
        for (int i = 0; i < 30; i++) {
            deed(List.of("p", "f", "t").get(i * i % 7 % 3), 4 + i % 5);
        }
        for (List<Deed> sentence : Choice.of(deeds, Deed::context, 1, MOST)) {
            assertEquals(1, sentence.stream().map(Deed::context).distinct().count());
        }
    }

    @Test
    void oneWhoActsAloneIsToldInAsManySentencesAsMustBe() {
        deed("p", 8);
        deed("p", 4);
        deed("p", 8);
        assertEquals(1, told(1, MOST).size());
        assertEquals(3, told(3, MOST).size());
        assertTrue(told(4, MOST).isEmpty(), "three steps make no four sentences");
    }
}
