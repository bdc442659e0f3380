package nowrite.spec.trace.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nowrite.spec.trace.Trace;
import org.junit.jupiter.api.Test;

/** What a request carries, with copies of pages and with the pages themselves. */
class RequestLifeTest {

    private static RequestLife write(String... texts) {
        List<Trace.Step> steps = new ArrayList<>();
        for (int n = 1; n <= texts.length; n++) {
            String before = n == 1 ? "free" : texts[n - 2];
            Trace.Change change = new Trace.Change("req.0.1", before, texts[n - 1]);
            steps.add(new Trace.Step(n, "p", "a:b", Map.of(), List.of(change), List.of()));
        }
        RequestLife life = RequestLife.made("0.1", 1, texts[0], steps.get(0));
        for (int n = 1; n <= texts.length; n++) {
            life = life.changed(texts[n - 1], n);
        }
        return life;
    }

    private static List<String> effects(RequestLife life) {
        List<String> effects = new ArrayList<>();
        for (int n = 1; n <= life.forms().size(); n++) {
            effects.add(String.join(", ", new Lives(List.of(life)).effects(n)));
        }
        return effects;
    }

    @Test
    void copiesAreMadeWhileItIsFilled() {
        RequestLife life =
                write(
                        "INIT WRITE 0+0 [p.1 init]",
                        "INIT WRITE 0+0 [p.1 init p.2 init]",
                        "PENDING WRITE 0+3 [p.1 init p.2 init]",
                        "SENT WRITE 0+3 [p.1 init p.2 init]");
        assertFalse(life.refersToPage());
        assertEquals(
                List.of(
                        "WRITE 1 = copy of page 0 [p.1 init]",
                        "WRITE 1 += copy of page 1 [p.2 init]",
                        "sends WRITE 1 cropped to 3 half pages",
                        ""),
                effects(life));
    }

    @Test
    void thePagesThemselvesHaveContentWhenTheDaemonReadsThem() {
        RequestLife life =
                write(
                        "INIT WRITE 0+0 page",
                        "INIT WRITE 0+0 2 pages",
                        "PENDING WRITE 0+3 2 pages",
                        "SENT WRITE 0+3 [p.1 init p.2 init]");
        assertTrue(life.refersToPage());
        assertEquals(
                List.of(
                        "WRITE 1 = page 0 itself",
                        "WRITE 1 += page 1 itself",
                        "sends WRITE 1 cropped to 3 half pages",
                        "WRITE 1 = [p.1 init p.2 init]"),
                effects(life));
    }

    @Test
    void thePagesThemselvesAreInItBeforeAnybodyReadsThem() {
        RequestLife life = write("INIT WRITE 2+0 2 pages", "PENDING WRITE 2+4 2 pages");
        assertTrue(life.covers(2));
        assertFalse(life.covers(3));
        assertEquals("", life.contentAt(2));
    }
}
