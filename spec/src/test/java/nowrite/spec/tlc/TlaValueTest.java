package nowrite.spec.tlc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlaValueTest {

    @Test
    void readsEveryKind() {
        TlaValue value =
                TlaValue.parse(
                        "[a |-> \"s \\\"q\\\" [x]\", b_1 |-> <<TRUE, -1, {}>>,\n"
                                + "  c |-> (0 :> {1, 2} @@ 5 :> <<>>), d |-> 2..4, e |-> FALSE]");
        assertEquals("s \"q\" [x]", value.field("a").asString());
        assertEquals(new TlaValue.Bool(true), value.field("b_1").at(1));
        assertEquals(-1, value.field("b_1").at(2).asInt());
        assertEquals(List.of(), value.field("b_1").at(3).items());
        assertEquals(List.of(1, 2), value.field("c").at(0).ints());
        assertEquals(List.of(), value.field("c").at(5).items());
        assertEquals(List.of(2, 3, 4), value.field("d").ints());
        assertEquals(List.of("a", "b_1", "c", "d", "e"), List.copyOf(value.fields().keySet()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "<<1, 2",
                "<<1 2>>",
                "{1,}",
                "[a |> 1]",
                "[a |-> 1, a |-> 2]",
                "(1 :> 2",
                "(1 :> 2 @@ 1 :> 3)",
                "\"open",
                "1 2",
                "99999999999"
            })
    void refusesWhatIsNoValue(String text) {
        assertThrows(TlcException.class, () -> TlaValue.parse(text));
    }

    @Test
    void refusesAnotherKindThanAskedFor() {
        TlaValue one = TlaValue.parse("1");
        assertThrows(TlcException.class, one::asString);
        assertThrows(TlcException.class, one::items);
        assertThrows(TlcException.class, () -> one.at(1));
        assertThrows(TlcException.class, () -> one.field("a"));
        assertThrows(TlcException.class, () -> TlaValue.parse("<<1>>").at(2));
        assertThrows(TlcException.class, () -> TlaValue.parse("\"1\"").asInt());
    }
}
