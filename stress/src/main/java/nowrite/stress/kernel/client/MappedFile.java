package nowrite.stress.kernel.client;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * One open file with one shared mapping of its first pages, for one thread. Results are what the
 * system call gives: a count, 0, or an error number below 0.
 */
public final class MappedFile implements Closeable {

    /** The size of a page. */
    public static final int PAGE = 4096;

    /** What a call gives when it was refused and nobody knows the number. */
    private static final int UNKNOWN_ERROR = -1;

    private static final int WORD = 8;

    private final Path path;
    private final RandomAccessFile file;
    private final FileChannel channel;
    private final MappedByteBuffer map;
    private final ByteBuffer word = ByteBuffer.allocateDirect(WORD).order(ByteOrder.nativeOrder());
    private final FileChannel scratch;
    private final MappedByteBuffer scratchMap;
    private final FileChannel source;
    private final Helper helper;
    private long loaded;

    /**
     * Opens and maps. A file that is shorter than the mapping is made longer.
     *
     * @param path the file on the mount
     * @param pages how many are mapped
     * @param scratch a file of this thread's own, on another file system
     * @param helper for what the JDK has not; null if there is none
     */
    public MappedFile(Path path, int pages, Path scratch, Helper helper) throws IOException {
        this.path = path;
        this.helper = helper;
        this.file = new RandomAccessFile(path.toFile(), "rw");
        this.channel = file.getChannel();
        this.map = channel.map(FileChannel.MapMode.READ_WRITE, 0, (long) pages * PAGE);
        this.scratch =
                FileChannel.open(
                        scratch,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        this.scratchMap = this.scratch.map(FileChannel.MapMode.READ_WRITE, 0, PAGE);
        this.scratchMap.order(ByteOrder.nativeOrder());
        Path sourceFile = path.resolveSibling("source");
        this.source =
                Files.exists(sourceFile)
                        ? FileChannel.open(
                                sourceFile, StandardOpenOption.READ, ExtendedOpenOption.DIRECT)
                        : null;
    }

    /** A system call. */
    private interface Call {
        int make() throws IOException;
    }

    private static int result(Call call) {
        try {
            return call.make();
        } catch (UncheckedIOException e) {
            return number(e.getCause());
        } catch (IOException e) {
            return number(e);
        }
    }

    private static int number(IOException problem) {
        String said = String.valueOf(problem.getMessage());
        if (said.contains("Bad address")) {
            return -14;
        }
        if (said.contains("Input/output error")) {
            return -5;
        }
        if (said.contains("not connected") || said.contains("Connection aborted")) {
            return -107;
        }
        return UNKNOWN_ERROR;
    }

    /** Stores into the mapping: -14 where the page is beyond the end of the file. */
    public int store(long offset, long value) {
        scratchMap.putLong(0, value);
        ByteBuffer target = map.slice((int) offset, WORD);
        return result(() -> scratch.read(target, 0));
    }

    /** Loads from the mapping; the value is then {@link #loaded}. */
    public int load(long offset) {
        ByteBuffer from = map.slice((int) offset, WORD);
        int result = result(() -> scratch.write(from, WORD));
        loaded = result == WORD ? scratchMap.getLong(WORD) : 0;
        return result;
    }

    /** What the last load or read found. */
    public long loaded() {
        return loaded;
    }

    /** write(2) at an offset. */
    public int write(long offset, long value) {
        word.clear().putLong(0, value);
        return result(() -> channel.write(word, offset));
    }

    /** read(2) at an offset; the value is then {@link #loaded}. */
    public int read(long offset) {
        word.clear().putLong(0, 0);
        int result = result(() -> Math.max(0, channel.read(word, offset)));
        loaded = word.getLong(0);
        return result;
    }

    /** ftruncate(2), both ways. */
    public int truncate(long size) {
        return result(
                () -> {
                    file.setLength(size);
                    return 0;
                });
    }

    /** fsync(2). */
    public int fsync() {
        return result(
                () -> {
                    channel.force(true);
                    return 0;
                });
    }

    /** msync(2) with MS_SYNC. */
    public int msync(long offset, int length) {
        return result(
                () -> {
                    map.force((int) offset, length);
                    return 0;
                });
    }

    /** Opens the file once more and closes it, which flushes. */
    public int reopenAndClose() {
        return result(
                () -> {
                    FileChannel.open(path, StandardOpenOption.WRITE).close();
                    return 0;
                });
    }

    /** Opens with O_TRUNC and closes. */
    public int openTruncating() {
        return result(
                () -> {
                    FileChannel.open(
                                    path,
                                    StandardOpenOption.WRITE,
                                    StandardOpenOption.TRUNCATE_EXISTING)
                            .close();
                    return 0;
                });
    }

    /** Starts writeback and does not wait. */
    public int startWriteback(long offset, long length) {
        return result(() -> helper.startWriteback(offset, length));
    }

    /** chmod(2). */
    public int chmod() {
        return result(
                () -> {
                    Files.setPosixFilePermissions(
                            path, PosixFilePermissions.fromString("rw-r--r--"));
                    return 0;
                });
    }

    /** stat(2). */
    public int stat() {
        return result(
                () -> {
                    Files.readAttributes(path, PosixFileAttributes.class);
                    return 0;
                });
    }

    /** syncfs(2) of the mount, and of no other. */
    public int syncfs() {
        return result(() -> helper.syncfs());
    }

    /** read(2) with O_DIRECT of a page; the value at the offset is then {@link #loaded}. */
    public int readDirectly(long offset) {
        ByteBuffer page = ByteBuffer.allocateDirect(2 * PAGE).alignedSlice(PAGE);
        page.limit(PAGE).order(ByteOrder.nativeOrder());
        long start = offset / PAGE * PAGE;
        return result(
                () -> {
                    try (FileChannel direct =
                            FileChannel.open(
                                    path, StandardOpenOption.READ, ExtendedOpenOption.DIRECT)) {
                        int count = direct.read(page, start);
                        int at = (int) (offset - start);
                        boolean found = count >= at + WORD;
                        loaded = found ? page.getLong(at) : 0;
                        return found ? WORD : 0;
                    }
                });
    }

    /** munmap(2) of the mapping, then close(2) of the file behind it: nothing else can follow. */
    public int unmapAndClose() {
        return result(
                () -> {
                    Unmapping.unmap(map);
                    file.close();
                    return 0;
                });
    }

    /** fallocate(2) that makes a hole. */
    public int punch(long offset, long length) {
        return result(() -> helper.punch(offset, length));
    }

    /** Whether {@link #startWriteback} and {@link #punch} can be called. */
    public boolean hasHelper() {
        return helper != null;
    }

    /** Whether {@link #directRead} can be called. */
    public boolean hasSource() {
        return source != null;
    }

    /**
     * Direct I/O from another file into a page of the mapping: the page is pinned, filled by the
     * daemon's reply, and made dirty again without a fault.
     *
     * @param page the page of the mapping
     * @param from the page of the source
     */
    public int directRead(int page, long from) {
        ByteBuffer target = map.slice(page * PAGE, PAGE);
        return result(() -> source.read(target, from * PAGE));
    }

    /** Reads several bytes of the mapping, for whole-page checks; null if a page is not there. */
    public byte[] loadBytes(long offset, int length) {
        byte[] bytes = new byte[length];
        ByteBuffer from = map.slice((int) offset, length);
        if (result(() -> scratch.write(from, 0)) != length) {
            return null;
        }
        ByteBuffer got = ByteBuffer.wrap(bytes);
        return result(() -> scratch.read(got, 0)) == length ? bytes : null;
    }

    /** Stores several bytes into the mapping. */
    public int storeBytes(long offset, byte[] bytes) {
        ByteBuffer target = map.slice((int) offset, bytes.length);
        return result(
                () -> {
                    scratch.write(ByteBuffer.wrap(bytes), 0);
                    return scratch.read(target, 0);
                });
    }

    /** write(2) of several bytes. */
    public int writeBytes(long offset, byte[] bytes) {
        return result(() -> channel.write(ByteBuffer.wrap(bytes), offset));
    }

    /** read(2) of several bytes; shorter at the end of the file, null after an error. */
    public byte[] readBytes(long offset, int length) {
        ByteBuffer got = ByteBuffer.allocateDirect(length);
        int result =
                result(
                        () -> {
                            int count = channel.read(got, offset);
                            return Math.max(count, 0);
                        });
        if (result < 0) {
            return null;
        }
        byte[] bytes = new byte[result];
        got.flip().get(bytes);
        return bytes;
    }

    @Override
    public void close() throws IOException {
        file.close();
        scratch.close();
        if (source != null) {
            source.close();
        }
        if (helper != null) {
            helper.close();
        }
    }
}
