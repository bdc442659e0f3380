package nowrite.stress.lincheck;

import java.util.function.IntFunction;
import nowrite.model.kernel.Kernel;
import nowrite.model.kernel.KernelCode;
import nowrite.model.state.Page;
import nowrite.model.state.PageTable;
import nowrite.spec.file.Call;

/**
 * What a user of the file can look at: a load through a mapping with the read fault it may take, a
 * read(2), and what the daemon has. Scenarios have no such operations, for no property is about
 * what a read returns.
 *
 * <p>Not modelled: readahead, time stamps; a fault of read(2) uses filemap_fault.
 */
public final class UserReads extends KernelCode {
    private static final int SIGBUS = -1;
    private static final int EOF = -2;

    private final IntFunction<String> names;

    /**
     * On a kernel.
     *
     * @param names what a content is called
     */
    public UserReads(Kernel k, IntFunction<String> names) {
        super(k);
        this.names = names;
    }

    /** A load of a half page through a mapping. */
    public String load(int mapping, int half) {
        PageTable mm = k.state.mms[mapping - 1];
        int index = half / 2;
        for (; ; ) {
            step("load:access");
            seam.lockInside(mm.ptl);
            int pte = mm.pte[index];
            int content = pte == 0 ? SIGBUS : k.mapping().frames[Math.abs(pte) - 1].load(half % 2);
            seam.unlock(mm.ptl);
            if (pte != 0) {
                return name(content);
            }
            Page page = k.fault.filemapFault(index);
            if (page == null) {
                return name(SIGBUS);
            }
            step("do_read_fault:set_pte");
            seam.lockInside(mm.ptl);
            if (mm.pte[index] == 0) {
                mm.pte[index] = -page.number;
                k.mapping().get(seam, page);
            }
            seam.unlock(mm.ptl);
            unlockPage(page);
            putPage(page);
        }
    }

    /** read(2) of a half page. */
    public String read(int half) {
        step("do_generic_file_read:find");
        Page page = k.mapping().findGet(seam, half / 2);
        if (page == null || page.uptodate == 0) {
            if (page != null) {
                putPage(page);
            }
            page = k.fault.filemapFault(half / 2);
            if (page == null) {
                return name(EOF);
            }
            unlockPage(page);
        }
        step("do_generic_file_read:size");
        boolean beyond = half >= k.inode().readISize();
        int content = EOF;
        if (!beyond) {
            step("do_generic_file_read:copy");
            content = page.load(half % 2);
        }
        putPage(page);
        return name(content);
    }

    /** What the daemon has of a half page. */
    public String durable(int half) {
        step("daemon:look");
        seam.lockInside(k.state.daemon.lock);
        int content = k.state.daemon.data[half];
        seam.unlock(k.state.daemon.lock);
        return name(content);
    }

    private String name(int content) {
        return switch (content) {
            case SIGBUS -> Call.SIGBUS;
            case EOF -> Call.EOF;
            default -> names.apply(content);
        };
    }
}
