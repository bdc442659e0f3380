package nowrite.spec.trace;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import nowrite.spec.trace.text.TraceText;
import org.junit.jupiter.api.Test;

class TraceTextTest {

    @Test
    void threeLanesStandInColumns() throws IOException {
        Golden.check("columns.txt", TraceText.render(Samples.columns()));
    }

    @Test
    void moreLanesStandBelowEachOther() throws IOException {
        Golden.check("list.txt", TraceText.render(Samples.list()));
    }

    @Test
    void isPlainAsciiOfAtMost78Columns() {
        String text = TraceText.render(Samples.columns()) + TraceText.render(Samples.list());
        text.lines()
                .forEach(
                        line -> {
                            assertTrue(line.length() <= TraceText.WIDTH, line);
                            assertTrue(line.matches("[ -~]*"), line);
                        });
    }
}
