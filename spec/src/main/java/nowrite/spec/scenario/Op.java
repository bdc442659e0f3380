package nowrite.spec.scenario;

/**
 * One operation of a task. All offsets and sizes are in half pages.
 *
 * @param id number of the operation, from 1 in file order over all tasks; content that it writes
 *     carries this id
 * @param kind what it does
 * @param half first half page that a STORE or WRITE touches, else 0
 * @param length number of half pages that a STORE or WRITE touches, else 0
 * @param size the new size of a TRUNCATE, in half pages, else 0
 * @param mapping number of the mapping that a STORE goes through (from 1, see {@link
 *     Scenario#mappings()}), else 0
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
        FSYNC
    }

    /** Whether the operation can start the writeback of a page. */
    public boolean canWritePages() {
        return switch (kind) {
            case WRITEPAGES, FSYNC, TRUNCATE, CHMOD -> true;
            case STORE, WRITE -> false;
        };
    }

    /** The same operation through the mapping with this number. */
    Op in(int number) {
        return new Op(id, kind, half, length, size, number, syncAll, text);
    }
}
