package nowrite.stress.kernel.log;

import java.util.Map;

/**
 * A request and its reply. Moments are places in the order of all times of the log.
 *
 * @param place where its line is, for a person
 * @param op the protocol's name of it
 * @param inode the file
 * @param read when the daemon had read it
 * @param replying before the reply was given to the kernel; {@link KernelLog#NEVER} without a reply
 * @param replied after it
 * @param error 0, or the error of the reply, below 0
 * @param isWriteback whether a WRITE was sent by writeback of the page cache
 * @param offset where a WRITE or FALLOCATE begins
 * @param length how many bytes a WRITE or FALLOCATE has
 * @param size the size that it sets; -1 if it sets none
 * @param handle the open file that it names; -1 where the log does not say
 * @param values of a WRITE: the words of interest, by offset
 */
public record Request(
        String place,
        String op,
        long inode,
        int read,
        int replying,
        int replied,
        int error,
        boolean isWriteback,
        long offset,
        long length,
        long size,
        long handle,
        Map<Long, Long> values) {

    /** Whether the log has its reply. */
    public boolean isAnswered() {
        return replied != KernelLog.NEVER;
    }

    /** Whether it is a SETATTR that sets a size. */
    public boolean setsSize() {
        return op.equals("SETATTR") && size >= 0;
    }

    /** Whether it is an OPEN that truncates. */
    public boolean opensTruncating() {
        return op.equals("OPEN") && size == 0;
    }
}
