package nowrite.stress.cli.home;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearestTest {

    @Test
    void countsInsertedDeletedAndReplacedLetters() {
        assertEquals(0, Nearest.distance("check", "check"));
        assertEquals(1, Nearest.distance("chek", "check"));
        assertEquals(2, Nearest.distance("chekc", "check"));
        assertEquals(5, Nearest.distance("", "check"));
    }

    @Test
    void suggestsTheNearestAndNothingThatIsFarOff() {
        List<String> names = List.of("truncate/in-flight", "truncate/queued");
        assertEquals(Optional.of("truncate/in-flight"), Nearest.to("truncate/inflight", names));
        assertEquals(Optional.empty(), Nearest.to("zzz", names));
    }
}
