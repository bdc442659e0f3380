package nowrite.model.state;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What the VM counts of the file's pages, and fuse by hand. Each counter changes by itself and
 * without a lock, as in the kernel; the changes of one step are seen together.
 */
public final class VmStat {
    private static final VarHandle FILE_DIRTY = counter("fileDirty");
    private static final VarHandle WRITEBACK = counter("writeback");
    private static final VarHandle TEMP = counter("temp");
    private static final VarHandle TEMP_OF_CACHE = counter("tempOfCache");
    private static final VarHandle BDI_WRITEBACK = counter("bdiWriteback");
    private static final VarHandle OWED = counter("owed");
    private static final VarHandle TEMPORARY_PAGES = counter("temporaryPages");

    /** NR_FILE_DIRTY: pages of the file that are dirty. */
    public int fileDirty;

    /** NR_WRITEBACK: pages under writeback, as far as the VM sees it. */
    public int writeback;

    /** NR_WRITEBACK_TEMP of the memory zone that temporary pages are in. */
    public int temp;

    /** NR_WRITEBACK_TEMP of the memory zone that the pages of the page cache are in. */
    public int tempOfCache;

    /** BDI_WRITEBACK: pages under writeback for the device. */
    public int bdiWriteback;

    /**
     * Pages that are not under writeback for the device any more, less those counted as written.
     */
    public int owed;

    /** Temporary pages that are allocated. */
    public int temporaryPages;

    private static VarHandle counter(String name) {
        try {
            return MethodHandles.lookup().findVarHandle(VmStat.class, name, int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Counts dirty pages. */
    public void addFileDirty(int pages) {
        FILE_DIRTY.getAndAdd(this, pages);
    }

    /** Counts pages under writeback. */
    public void addWriteback(int pages) {
        WRITEBACK.getAndAdd(this, pages);
    }

    /** Counts copies of pages, in the zone of temporary pages. */
    public void addWritebackTemp(int pages) {
        TEMP.getAndAdd(this, pages);
    }

    /** Counts copies of pages, in the zone of the page cache's pages. */
    public void addWritebackTempOfCache(int pages) {
        TEMP_OF_CACHE.getAndAdd(this, pages);
    }

    /** Pages get under writeback for the device (inc_bdi_stat). */
    public void incBdiWriteback(int pages) {
        BDI_WRITEBACK.getAndAdd(this, pages);
    }

    /** Pages are not under writeback for the device any more (dec_bdi_stat). */
    public void decBdiWriteback(int pages) {
        BDI_WRITEBACK.getAndAdd(this, -pages);
        OWED.getAndAdd(this, pages);
    }

    /** Pages count as written by the device (bdi_writeout_inc). */
    public void bdiWriteoutInc(int pages) {
        OWED.getAndAdd(this, -pages);
    }

    /** Temporary pages are allocated, or freed. */
    public void addTemporaryPages(int pages) {
        TEMPORARY_PAGES.getAndAdd(this, pages);
    }

    /** NR_WRITEBACK, as somebody without a lock sees it. */
    public int readWriteback() {
        return (int) WRITEBACK.getVolatile(this);
    }

    /** Pages of the device that are dirty or under writeback. */
    public int ofDevice() {
        return (int) FILE_DIRTY.getVolatile(this) + (int) BDI_WRITEBACK.getVolatile(this);
    }

    /** Pages of the machine that are dirty or under writeback; temporary pages do not count. */
    public int ofMachine() {
        return (int) FILE_DIRTY.getVolatile(this) + (int) WRITEBACK.getVolatile(this);
    }

    /** NR_FILE_DIRTY, as somebody without a lock sees it. */
    public int readFileDirty() {
        return (int) FILE_DIRTY.getVolatile(this);
    }

    /** Whether some counter is negative. */
    public boolean isNegative() {
        return (fileDirty | writeback | temp | tempOfCache | bdiWriteback | owed | temporaryPages)
                < 0;
    }

    /** Whether nothing is counted but dirty pages. */
    public boolean isOnlyDirty(int dirtyPages) {
        return fileDirty == dirtyPages
                && (writeback | temp | tempOfCache | bdiWriteback | owed | temporaryPages) == 0;
    }
}
