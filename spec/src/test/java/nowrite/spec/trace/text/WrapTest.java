package nowrite.spec.trace.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class WrapTest {

    @Test
    void longWordsAreCut() {
        assertEquals(List.of("ab", "cdefg", "hi"), Wrap.words("ab cdefghi", 5));
    }

    @Test
    void longWordsAreBrokenOutsideOfNamesWhereTheyCan() {
        assertEquals(
                List.of("BUG_ON(list_empty(", "&fi->write_files))"),
                Wrap.words("BUG_ON(list_empty(&fi->write_files))", 22));
        assertEquals(
                List.of("BUG_ON(list_empty(&fi->", "write_files))"),
                Wrap.words("BUG_ON(list_empty(&fi->write_files))", 30));
    }

    @Test
    void contentsAndRequestsStayTogether() {
        assertEquals(List.of("it sends", "WRITE 1"), Wrap.words("it sends WRITE 1", 14));
        assertEquals(
                List.of("the copy", "[init p.1]", "is out"),
                Wrap.words("the copy [init p.1] is out", 20).stream()
                        .flatMap(line -> List.of(line.split("(?<=copy) |(?<=]) ")).stream())
                        .toList());
    }

    @Test
    void anItemIsBrokenOnlyIfItIsTooWide() {
        assertEquals(
                List.of("+page 0,", "page 0 dirty"),
                Wrap.items(List.of("+page 0", "page 0 dirty"), 14));
        assertEquals(List.of("a b", "c, d"), Wrap.items(List.of("a b c", "d"), 5));
    }
}
