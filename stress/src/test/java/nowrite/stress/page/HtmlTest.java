package nowrite.stress.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** The builder escapes, and refuses what would not be HTML. */
class HtmlTest {

    @Test
    void textsAndAttributesAreEscaped() {
        Html html = new Html().element("p", "<b> & \"c\"", "title", "a\"b<c>&");
        assertEquals(
                "<p title=\"a&quot;b&lt;c&gt;&amp;\">&lt;b&gt; &amp; &quot;c&quot;</p>",
                html.toString());
    }

    @Test
    void controlCharactersDoNotGetIn() {
        assertEquals("<p>a\uFFFDb</p>", new Html().element("p", "a\u0001b").toString());
    }

    @Test
    void whatIsOpenMustBeClosedInOrder() {
        assertThrows(IllegalStateException.class, () -> new Html().open("p").toString());
        Html crossed = new Html().open("p").open("b");
        assertThrows(IllegalStateException.class, () -> crossed.close("p"));
    }

    @Test
    void aProgramMayNotEndItsElement() {
        Html html = new Html().open("script");
        assertThrows(IllegalArgumentException.class, () -> html.verbatim("'</script>'"));
    }
}
