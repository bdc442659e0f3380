package nowrite.stress.kernel.log;

/**
 * A probe on a function of the kernel that has fired.
 *
 * @param place where its line is, for a person
 * @param moment its place in the order of all probes of the log
 * @param name set_nowrite, set_nowrite_ret, send_writepage, ...
 * @param task the process
 * @param inode the inode's address; empty where the probe does not say
 * @param hasWritectr whether the probe says what writectr was
 * @param biased whether writectr had the bias of FUSE_NOWRITE
 * @param count writectr without the bias
 * @param offset where the WRITE begins; -1 where the probe does not say
 * @param size the length of the WRITE at its end, the size of the file when it is sent
 * @param page the page of a fault, or that a pass has found; -1 where the probe does not say
 */
public record Probe(
        String place,
        int moment,
        String name,
        long task,
        String inode,
        boolean hasWritectr,
        boolean biased,
        int count,
        long offset,
        long size,
        long page) {}
