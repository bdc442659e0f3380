package nowrite.stress.kernel.line;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Lines of ASCII in both directions. Unlike the streams of {@link java.nio.channels.Channels}, who
 * waits for a line keeps nobody from sending one.
 */
public final class LineSocket implements Closeable {

    private final SocketChannel channel;
    private final ByteBuffer read = ByteBuffer.allocate(1 << 14).flip();
    private final Object sending = new Object();

    /** Over a channel that is connected. */
    public LineSocket(SocketChannel channel) {
        this.channel = channel;
    }

    /** Connects to a socket in the file system. */
    public static LineSocket connect(Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(socket));
        return new LineSocket(channel);
    }

    /** Sends a line; false if nobody takes it any more. */
    public boolean send(String line) {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.US_ASCII));
        synchronized (sending) {
            try {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                return true;
            } catch (IOException e) {
                return false;
            }
        }
    }

    /** Waits for a line; null at the end. Only one thread may. */
    public String next() {
        StringBuilder line = new StringBuilder();
        while (true) {
            while (read.hasRemaining()) {
                char letter = (char) read.get();
                if (letter == '\n') {
                    return line.toString();
                }
                line.append(letter);
            }
            try {
                read.clear();
                int length = channel.read(read);
                read.flip();
                if (length < 0) {
                    return null;
                }
            } catch (IOException e) {
                read.flip();
                return null;
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
