package nowrite.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Set;
import nowrite.model.kernel.Kernel;
import nowrite.model.seam.ThreadedSeam;
import nowrite.model.state.FuseReq;
import nowrite.spec.KernelCatalogue;
import nowrite.spec.KernelId;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.ScenarioParser;
import org.junit.jupiter.api.Test;

/** Requests in words; TlaViewTest of the specification has the same texts. */
class ViewTest {
    private final Scenario scenario =
            new ScenarioParser(
                            Path.of("scenarios"), new KernelCatalogue(Set.of("2.6.26"), Set.of()))
                    .parse(
                            "a/name",
                            Path.of("name.scn"),
                            """
                            pages 2
                            file 2p
                            task p store 0h, close
                            task q store 2h
                            expect 2.6.26 holds
                            """);
    private Kernel k = kernel("2.6.26");

    private Kernel kernel(String id) {
        return Kernels.build(KernelId.parse(id), scenario, new ThreadedSeam(scenario.contexts()));
    }

    private FuseReq write(int slot, int pages, int filled) {
        FuseReq req = k.conn().slots[slot - 1];
        req.init(FuseReq.Opcode.WRITE);
        req.numPages = pages;
        req.filled = filled;
        for (int i = 0; i < 2 * filled; i++) {
            req.data[i] = i % 2 == 0 ? 1 : Scenario.INITIAL_CONTENT;
        }
        return req;
    }

    private String text(int slot) {
        return new View(k).of().get("req." + scenario.slotName(slot));
    }

    @Test
    void aWriteShowsThePagesThatItCounts() {
        write(3, 1, 1).handle = 1;
        assertEquals("INIT WRITE 0+0 [p.1 init] fh p", text(3));
        write(3, 2, 2).state = FuseReq.State.PENDING;
        assertEquals("PENDING WRITE 0+0 [p.1 init p.1 init] fh p", text(3));
    }

    @Test
    void pagesThatItDoesNotCountYetStandBehind() {
        write(3, 0, 1);
        assertEquals("INIT WRITE 0+0 [] +[p.1 init] 0 pages", text(3));
        write(3, 1, 2);
        assertEquals("INIT WRITE 0+0 [p.1 init] +[p.1 init]", text(3));
    }

    @Test
    void aWriteWithoutTemporaryPagesHasContentWhenTheDaemonHasReadIt() {
        k = kernel("6.18");
        write(3, 1, 1);
        assertEquals("INIT WRITE 0+0 page", text(3));
        write(3, 2, 2).state = FuseReq.State.PENDING;
        assertEquals("PENDING WRITE 0+0 2 pages", text(3));
        write(3, 2, 2).state = FuseReq.State.SENT;
        assertEquals("SENT WRITE 0+0 [p.1 init p.1 init]", text(3));
    }

    @Test
    void aWriteNamesTheOneChainedBehindIt() {
        write(3, 1, 1).next = write(4, 1, 1);
        assertEquals("INIT WRITE 0+0 [p.1 init] then 0.2", text(3));
        assertEquals("INIT WRITE 0+0 [p.1 init]", text(4));
    }

    @Test
    void handlesAndTheirReleaseAreShown() {
        FuseReq release = k.conn().slots[scenario.releaseSlot(2) - 1];
        release.init(FuseReq.Opcode.RELEASE);
        release.handle = 2;
        assertEquals("INIT RELEASE fh q", text(release.slot));
        k.inode().unlinkWriteFile(k.inode().handles[0]);
        assertEquals("[q]", new View(k).of().get("write_files"));
        assertEquals("1", new View(k).of().get("fh.p.count"));
        assertEquals("0", new View(k).of().get("mm.p.gone"));
    }
}
