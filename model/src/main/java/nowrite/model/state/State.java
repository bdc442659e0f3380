package nowrite.model.state;

import nowrite.spec.scenario.Client;
import nowrite.spec.scenario.Scenario;

/** Every object of the kernel and the daemon that tasks share, allocated once for a scenario. */
public final class State {
    /** The file. */
    public final FuseInode inode;

    /** The connection. */
    public final FuseConn conn;

    /** The page cache. */
    public final AddressSpace mapping;

    /** The counters of pages. */
    public final VmStat vmstat = new VmStat();

    /** The page tables of the mappings, by mapping - 1. */
    public final PageTable[] mms;

    /** The daemon's file. */
    public final DaemonFile daemon;

    /** What the properties remember. */
    public final Ghost ghost;

    /** What a file system other than FUSE keeps of the file; null for FUSE. */
    public final ClientInode client;

    /** The state at the start of a scenario: the file cached, clean and nowhere mapped. */
    public State(Scenario scenario) {
        int contexts = scenario.contexts();
        inode = new FuseInode(scenario.slots(), contexts, scenario.handles());
        conn = new FuseConn(scenario);
        mapping = new AddressSpace(scenario.pages(), scenario.frames(), contexts);
        mms = new PageTable[scenario.mappings()];
        for (int m = 0; m < mms.length; m++) {
            mms[m] = new PageTable(scenario.pages());
        }
        daemon = new DaemonFile(scenario.halves());
        ghost = new Ghost(scenario);
        int size = scenario.fileHalves();
        inode.iSize = size;
        client =
                scenario.client() == Client.METADATA
                        ? new ClientInode(scenario.halves(), size)
                        : null;
        daemon.size = size;
        for (int half = 0; half < size; half++) {
            daemon.data[half] = Scenario.INITIAL_CONTENT;
        }
        for (int index = 0; 2 * index < size; index++) {
            Page page = mapping.frames[index * scenario.frames()];
            page.count = 1;
            page.uptodate = 1;
            page.data[0] = daemon.data[2 * index];
            page.data[1] = daemon.data[2 * index + 1];
            mapping.cache[index] = page;
        }
    }

    /** Ghost: what is stored beyond this is nobody's to keep. */
    public int promisedSize() {
        return client == null ? inode.readISize() : client.promisedSize;
    }
}
