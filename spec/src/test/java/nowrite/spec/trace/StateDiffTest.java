package nowrite.spec.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateDiffTest {

    @Test
    void findsWhatChangedCameAndWent() {
        Map<String, String> before = new LinkedHashMap<>();
        before.put("a", "1");
        before.put("b", "1");
        before.put("c", "1");
        Map<String, String> after = new LinkedHashMap<>();
        after.put("a", "1");
        after.put("c", "2");
        after.put("d", "3");
        List<Trace.Change> changes = StateDiff.between(before, after);
        assertEquals(
                List.of(
                        new Trace.Change("b", "1", null),
                        new Trace.Change("c", "1", "2"),
                        new Trace.Change("d", null, "3")),
                changes);
        StateDiff.apply(before, changes);
        assertEquals(after, before);
    }
}
