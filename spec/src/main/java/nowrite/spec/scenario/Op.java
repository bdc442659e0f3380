package nowrite.spec.scenario;

/**
 * One operation of a task. All offsets and sizes are in half pages.
 *
 * @param id number of the operation, from 1 in file order over all tasks; content that it writes
 *     carries this id
 * @param kind what it does
 * @param half first half page that a STORE, WRITE or DIO_READ touches or a READ reads, or to which
 *     a COPY goes; for reclaim, MIGRATE and PUNCH that of its page; else 0
 * @param length number of half pages that a STORE, WRITE, DIO_READ or COPY touches, else 0
 * @param size the new size of a TRUNCATE, in half pages; the end of an ALLOCATE; the first half
 *     page that a COPY takes; else 0
 * @param mapping number of the mapping that a STORE or DIO_READ goes through or that CLOSE unmaps
 *     (from 1, see {@link Scenario#mappings()}), or whose file handle a WRITE uses; else 0
 * @param syncAll for WRITEPAGES: true is WB_SYNC_ALL, false WB_SYNC_NONE
 * @param text the operation as the scenario file says it
 */
public record Op(
        int id,
        Kind kind,
        int half,
        int length,
        int size,
        int mapping,
        boolean syncAll,
        String text) {

    /** What an operation does. */
    public enum Kind {
        /** A store through a shared mapping, with the fault that it may take. */
        STORE,
        /** SETATTR with a size: truncate, ftruncate. */
        TRUNCATE,
        /** SETATTR without a size. */
        CHMOD,
        /** write(2). */
        WRITE,
        /** One pass of write_cache_pages over the file. */
        WRITEPAGES,
        /** fsync. */
        FSYNC,
        /** An O_DIRECT read of some other file into a page of a shared mapping. */
        DIO_READ,
        /** Memory reclaim tries to get rid of one page of the file. */
        RECLAIM,
        /** The same for an allocation above PAGE_ALLOC_COSTLY_ORDER: it waits for PG_writeback. */
        RECLAIM_COSTLY,
        /** The same for an allocation without __GFP_FS: it neither writes nor waits. */
        RECLAIM_NOFS,
        /** One page of the file is moved to another frame. */
        MIGRATE,
        /** An allocator waits until few pages of the machine are under writeback. */
        THROTTLE,
        /** sync(2). */
        SYNC,
        /** The connection to the daemon is aborted: umount -f, or the daemon dies. */
        ABORT,
        /** munmap of the task's own mapping, and close of the file behind it. */
        CLOSE,
        /** fallocate punches a hole of one page. */
        PUNCH("3.15"),
        /** read(2) of one half page through the page cache. */
        READ("3.15"),
        /** An O_DIRECT read of one half page of this file. */
        READ_DIRECT("3.15"),
        /** stat(2), with the GETATTR that it may need. */
        STAT("3.15"),
        /** open(2) of the file, which invalidates the page cache. */
        OPEN("6.1"),
        /** open(2) with O_TRUNC, which the daemon does with the OPEN (atomic_o_trunc). */
        OPEN_TRUNC("6.1"),
        /** syncfs(2), with SYNCFS. */
        SYNCFS("6.1"),
        /** fallocate that may make the file longer. */
        ALLOCATE("6.1"),
        /** copy_file_range of one page to another of the same file. */
        COPY("6.1"),
        /** stat(2) whose attributes may be cached: GETATTR only if they are not valid. */
        STAT_CACHED("6.1");

        private final String since;

        Kind() {
            this("");
        }

        Kind(String since) {
            this.since = since;
        }

        /** The first generation that has it in the model; empty if all have. */
        public String since() {
            return since;
        }

        /** Whether it may make pages of the file dirty. */
        public boolean makesDirty() {
            return this == STORE || this == DIO_READ || this == WRITE;
        }

        /** Whether the TLA+ modules have it. */
        public boolean isSpecified() {
            return since.isEmpty();
        }
    }

    /**
     * How many copies of one page the operation may have on their way at once, each of which needs
     * a request. A close writes back twice in some generations: when the mapping goes, and in
     * ->flush.
     */
    public int copies() {
        return switch (kind) {
            case WRITEPAGES,
                    FSYNC,
                    TRUNCATE,
                    CHMOD,
                    RECLAIM,
                    RECLAIM_COSTLY,
                    MIGRATE,
                    SYNC,
                    PUNCH,
                    READ_DIRECT,
                    STAT,
                    STAT_CACHED,
                    OPEN,
                    OPEN_TRUNC,
                    SYNCFS,
                    COPY ->
                    1;
            case CLOSE -> 2;
            case STORE, WRITE, DIO_READ, READ, RECLAIM_NOFS, THROTTLE, ABORT, ALLOCATE -> 0;
        };
    }

    /** Whether memory reclaim does it, for whatever allocation. */
    public boolean isReclaim() {
        return switch (kind) {
            case RECLAIM, RECLAIM_COSTLY, RECLAIM_NOFS -> true;
            default -> false;
        };
    }

    /** Whether it is something that an allocation of memory does on its way. */
    public boolean isAllocation() {
        return isReclaim() || kind == Kind.THROTTLE;
    }

    /** Whether who does it never named the file, and so must not wait for its daemon. */
    public boolean isThirdParty() {
        return isAllocation() || kind == Kind.MIGRATE || kind == Kind.SYNC;
    }

    /** The same operation through the mapping with this number. */
    Op in(int number) {
        return new Op(id, kind, half, length, size, number, syncAll, text);
    }
}
