package nowrite.spec.tlc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Map;
import nowrite.spec.scenario.Scenario;
import org.junit.jupiter.api.Test;

/** Requests in words; ViewTest of the model has the same texts. */
class TlaViewTest {

    private static final String FREE = request("FREE", "-", 0, "<<0, 0>>", "<<>>", 0);

    private static Scenario scenario() throws IOException {
        return Toy.scenario(
                Toy.kernels(),
                """
                pages 2
                file 2p
                task p store 0h, close
                task q store 2h
                expect 0.1 holds
                """);
    }

    private static String request(
            String state, String op, int pages, String data, String aux, int handle) {
        return String.format(
                "[st |-> \"%s\", op |-> \"%s\", off |-> 0, len |-> 0, n |-> %d, data |-> %s,"
                        + " aux |-> %s, ff |-> %d, size |-> 0, err |-> 0, page |-> 0,"
                        + " waiter |-> 0]",
                state, op, pages, data, aux, handle);
    }

    /** The text of the request in a slot, all others being free. */
    private static String text(int slot, String request) throws IOException {
        Scenario scenario = scenario();
        StringBuilder requests = new StringBuilder("<<");
        for (int s = 1; s <= scenario.slots(); s++) {
            requests.append(s == 1 ? "" : ", ").append(s == slot ? request : FREE);
        }
        TlcState state =
                new TlcState(
                        0, "", Map.of("req", TlaValue.parse(requests.append(">>").toString())));
        return TlaView.of(scenario, state, TlaView.Part.REQUESTS)
                .get("req." + scenario.slotName(slot));
    }

    @Test
    void aWriteShowsThePagesThatItCounts() throws IOException {
        assertEquals(
                "INIT WRITE 0+0 [p.1 init] fh p",
                text(3, request("INIT", "WRITE", 1, "<<1, 99>>", "<<>>", 1)));
        assertEquals(
                "PENDING WRITE 0+0 [p.1 init p.1 init] fh p",
                text(3, request("PENDING", "WRITE", 2, "<<1, 99, 1, 99>>", "<<>>", 1)));
    }

    @Test
    void pagesThatItDoesNotCountYetStandBehind() throws IOException {
        assertEquals(
                "INIT WRITE 0+0 [] +[p.1 init] 0 pages",
                text(3, request("INIT", "WRITE", 0, "<<1, 99>>", "<<>>", 0)));
        assertEquals(
                "INIT WRITE 0+0 [p.1 init] +[p.1 init]",
                text(3, request("INIT", "WRITE", 1, "<<1, 99, 1, 99>>", "<<>>", 0)));
    }

    @Test
    void aWriteWithoutTemporaryPagesHasContentWhenTheDaemonHasReadIt() throws IOException {
        assertEquals(
                "INIT WRITE 0+0 page", text(3, request("INIT", "WRITE", 1, "<<>>", "<<>>", 0)));
        assertEquals(
                "PENDING WRITE 0+0 2 pages",
                text(3, request("PENDING", "WRITE", 2, "<<>>", "<<>>", 0)));
        assertEquals(
                "SENT WRITE 0+0 [p.1 init p.1 init]",
                text(3, request("SENT", "WRITE", 2, "<<1, 99, 1, 99>>", "<<>>", 0)));
    }

    @Test
    void aWriteNamesTheOneChainedBehindIt() throws IOException {
        assertEquals(
                "INIT WRITE 0+0 [p.1 init] then 0.2",
                text(3, request("INIT", "WRITE", 1, "<<1, 99>>", "<<4>>", 0)));
        assertEquals(
                "INIT WRITE 0+0 [p.1 init]",
                text(4, request("INIT", "WRITE", 1, "<<1, 99>>", "<<>>", 0)));
    }

    @Test
    void handlesAndTheirReleaseAreShown() throws IOException {
        Scenario scenario = scenario();
        assertEquals(
                "INIT RELEASE fh q",
                text(
                        scenario.releaseSlot(2),
                        request("INIT", "RELEASE", 0, "<<0, 0>>", "<<>>", 2)));
        TlcState state =
                new TlcState(
                        0,
                        "",
                        Map.of(
                                "files",
                                TlaValue.parse(
                                        "[list |-> <<2>>, count |-> <<1, 1>>, gone |-> <<0, 1>>]")));
        assertEquals(
                Map.of(
                        "write_files", "[q]",
                        "fh.p.count", "1",
                        "mm.p.gone", "0",
                        "fh.q.count", "1",
                        "mm.q.gone", "1"),
                TlaView.of(scenario, state, TlaView.Part.FILES));
    }
}
