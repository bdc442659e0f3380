package nowrite.spec;

import java.util.Arrays;

/**
 * The properties that the spec and the model are checked against, as far as they are modelled now.
 *
 * <p>The number is the one used in scenarios, traces and the grid. In TLA+ the property is the
 * operator with this name.
 */
public enum Property {
    P1(
            "no WRITE under nowrite",
            "While a SETATTR that sets a size, or an OPEN that truncates, is with the daemon (sent and"
                    + " not answered), no WRITE of writeback of the inode is with the daemon.",
            "fuse: support writable mmap (2008), fuse_set_nowrite; the truncation of a file must"
                    + " not race with writeback at the server"),
    P2(
            "no resurrection",
            "What was stored, inside the file's size of that moment, before a truncation began, and"
                    + " lies at or beyond the new size, is never content of the daemon's file once"
                    + " the daemon has answered the truncation with success. The same goes for a"
                    + " punched hole.",
            "POSIX ftruncate; fuse: support writable mmap (2008), the crop in"
                    + " fuse_send_writepage"),
    P3(
            "one WRITE per page",
            "At most one writeback WRITE of a page is visible to the daemon at a time.",
            "fuse: support writable mmap (2008), the wait in fuse_page_mkwrite; Patlasov and"
                    + " Szeredi, September 2013"),
    P4(
            "WRITEs in order",
            "For every half page, the daemon never applies a WRITE of writeback with older content"
                    + " after one with a newer store; zeros that a truncation left are exempt.",
            "Patlasov and Szeredi, September 2013: an old copy must not land last"),
    P5(
            "fsync is durable",
            "Every store that ended before a successful fsync began is in the daemon's file when"
                    + " fsync returns, unless it was truncated or overwritten.",
            "POSIX fsync; fuse_sync_writes in fuse_fsync"),
    P6(
            "errors are reported",
            "An fsync or close that returns success has no store behind it, ended before it began,"
                    + " whose WRITE of writeback failed, or found no connection, and neither fsync"
                    + " nor close has reported that.",
            "fuse: fsync() did not return IO errors (2016); POSIX fsync"),
    P7(
            "no third party waits for the daemon",
            "Reclaim, page migration, an allocator that is throttled, and sync(2) never wait for the"
                    + " daemon's answer, neither themselves nor through a chain of page locks; who"
                    + " named the file may.",
            "fuse: support writable mmap (2008): the reason for temporary pages; Szeredi, September"
                    + " 2013, on mitigations that wait"),
    P8(
            "no deadlock, no livelock",
            "Some task can move, or all are done, or what is left waits for a silent daemon and the"
                    + " scenario accepts that; and from every state an end can be reached (the"
                    + " explorer checks the second half, TLC the first).",
            "fuse: support writable mmap (2008): invalidate_inode_pages2 only after the release, else"
                    + " fuse_launder_page would deadlock"),
    P9(
            "accounts balance",
            "No counter of dirty pages, of pages under writeback or of temporary pages is ever"
                    + " negative; when every task is done and the daemon has answered everything,"
                    + " each is what is there: no request is left, no temporary page, no page under"
                    + " writeback, and as many written as were under writeback for the device.",
            "fuse: support writable mmap (2008): BDI_WRITEBACK and NR_WRITEBACK_TEMP are counted by"
                    + " hand; fuse: decrement NR_WRITEBACK_TEMP on the right page (2019); fuse:"
                    + " update stats for pages in dropped aux writeback list (2024)"),
    P10(
            "writectr and queue are legal",
            "writectr is a count of WRITEs in flight, or FUSE_NOWRITE plus such a count; the bias is"
                    + " never applied twice, and never there while nobody holds i_mutex; when every"
                    + " task is done, nothing is left on queued_writes.",
            "fuse: support writable mmap (2008), the assertions in fuse_set_nowrite and"
                    + " __fuse_release_nowrite"),
    P11(
            "RELEASE after the last WRITE",
            "The RELEASE of an open file handle is sent only when every WRITE of writeback that"
                    + " names the handle has been answered.",
            "fuse: writepages: protect secondary requests from fuse file release (2013); struct"
                    + " fuse_file is reference counted"),
    P12(
            "dirty page has its metadata",
            "A page of a client that is dirty, or that some mapping can write, has its metadata for"
                    + " every half page inside the file's size; while a truncation makes the file"
                    + " longer, its old size counts.",
            "mm: close page_mkwrite races (Piggin, 2009): a filesystem associates metadata with a"
                    + " page as long as the page is dirty"),
    P13(
            "dirty pte means dirty page",
            "A page that some mapping can write is marked dirty, or is locked by the task in the"
                    + " fault.",
            "mm: close page_mkwrite races (Piggin, 2009); Zijlstra, 2007"),
    P14(
            "reads are coherent",
            "A read returns of each half page nothing older than the last store that ended before"
                    + " the read began, and nothing that a truncation or a punched hole had taken"
                    + " away by then.",
            "POSIX read; fuse: Fix O_DIRECT operations vs cached writeback misorder (2013); fuse:"
                    + " truncate pagecache range on hole punch (2013)"),
    P15(
            "data before attributes",
            "On a mount with writeback_cache, what was stored before a chmod or chown began is not"
                    + " written to the daemon's file after it: the daemon would take SUID away again.",
            "fuse: flush dirty data/metadata before non-truncate setattr (2019)"),
    P16(
            "no pte to a page that left the file",
            "A page-table entry never points to a page that truncation or invalidation has taken"
                    + " out of the file.",
            "mm: fix fault vs invalidate race for linear mappings (2007); mm: close page_mkwrite"
                    + " races (Piggin, 2009), the check of page->mapping under the page lock"),
    P17(
            "dirty memory is bounded",
            "Where the device has a limit of dirty pages, what is dirty or under writeback for it is"
                    + " never more than the limit, or the free run of the machine if that is more,"
                    + " and one page for each task: the one that it has"
                    + " just made dirty, or that it writes back and that counts as neither for a"
                    + " moment.",
            "fuse: support writable mmap (2008), bdi_set_max_ratio;"
                    + " mm/page-writeback.c: add strictlimit feature (2013)"),
    PA(
            "assertions of the kernel",
            "The kernel's own assertions (BUG_ON) do not fire.",
            "the BUG_ONs of fuse_set_nowrite, __fuse_release_nowrite and fuse_writepage_locked");

    private final String title;
    private final String statement;
    private final String source;

    Property(String title, String statement, String source) {
        this.title = title;
        this.statement = statement;
        this.source = source;
    }

    /**
     * The property with this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Property named(String name) {
        return Arrays.stream(values())
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "there is no property '"
                                                + name
                                                + "'; docs/properties.md has them"));
    }

    /** The property in a few words, for tables. */
    public String title() {
        return title;
    }

    /** The property as one sentence. */
    public String statement() {
        return statement;
    }

    /** Where the property comes from: a commit, a mail, a standard. */
    public String source() {
        return source;
    }
}
