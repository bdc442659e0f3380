package nowrite.model.kernel;

import nowrite.model.seam.Seam;
import nowrite.model.state.AddressSpace;
import nowrite.model.state.FuseConn;
import nowrite.model.state.FuseInode;
import nowrite.model.state.Ghost;
import nowrite.model.state.State;
import nowrite.model.state.VmStat;
import nowrite.spec.scenario.Scenario;

/**
 * A running kernel: the shared state, the runtime, and the components that hold its code. A
 * generation or a revert replaces a component by a subclass; code calls a function of another
 * component through the field here, so that the replacement is what runs.
 */
public final class Kernel {
    /** The objects that tasks share. */
    public final State state;

    /** The runtime. */
    public final Seam seam;

    /** The scenario that this kernel runs. */
    public final transient Scenario scenario;

    /** How the VM calls the file system. */
    public FileSystem fs;

    /** mm/memory.c and mm/filemap.c: the write fault. */
    public Fault fault;

    /** mm/page-writeback.c, mm/rmap.c: cleaning pages for writeback. */
    public PageWriteback pageWriteback;

    /** mm/truncate.c: pages that leave the cache. */
    public Truncate truncate;

    /** mm/vmscan.c: reclaim; and sync(2). */
    public Vmscan vmscan;

    /** fs/direct-io.c and fs/bio.c. */
    public DirectIo directIo;

    /** fs/fuse/file.c: handles of open files, close. */
    public FuseHandle fuseHandle;

    /** fs/fuse/file.c. */
    public FuseFile fuseFile;

    /** fs/fuse/file.c: fallocate, and reads of the file; null before 3.15. */
    public FuseFops fuseFops;

    /** fs/fuse/dir.c. */
    public FuseDir fuseDir;

    /** fs/fuse/dev.c and the daemon. */
    public FuseDev fuseDev;

    /**
     * Makes a kernel without components; the factory puts them in.
     *
     * @param scenario what it will run
     * @param seam the runtime
     */
    public Kernel(Scenario scenario, Seam seam) {
        this.scenario = scenario;
        this.seam = seam;
        this.state = new State(scenario);
    }

    /** The file. */
    public FuseInode inode() {
        return state.inode;
    }

    /** The connection. */
    public FuseConn conn() {
        return state.conn;
    }

    /** The page cache. */
    public AddressSpace mapping() {
        return state.mapping;
    }

    /** The counters of pages. */
    public VmStat vmstat() {
        return state.vmstat;
    }

    /** What the properties remember; kernel code writes it and never reads it. */
    public Ghost ghost() {
        return state.ghost;
    }
}
