package nowrite.stress.kernel.daemon;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/**
 * The FUSE device. It is descriptor 0, which the shell has opened and mounted with: the JDK has no
 * mount(2), and a descriptor that was opened again would be another connection.
 */
final class Device {

    private final FileChannel in = new FileInputStream(FileDescriptor.in).getChannel();
    private final FileChannel out = new FileOutputStream(FileDescriptor.in).getChannel();
    private final ByteBuffer message =
            ByteBuffer.allocateDirect(Wire.MESSAGE).order(ByteOrder.nativeOrder());
    private String why = "";

    /**
     * Waits for the next request; only one thread may.
     *
     * @return the message, valid until the next call; null when the connection has ended
     */
    ByteBuffer next() {
        while (true) {
            try {
                message.clear();
                if (in.read(message) < 0) {
                    why = "end of file";
                    return null;
                }
                return message.flip();
            } catch (IOException e) {
                // A request that was interrupted before it was read: ENOENT, EINTR, EAGAIN.
                String said = String.valueOf(e.getMessage());
                if (!said.matches("(No such file.*|Interrupted.*|Resource temporarily.*)")) {
                    why = said.replaceAll("[^A-Za-z0-9 .]", " ");
                    return null;
                }
            }
        }
    }

    /** Why there is no next request. */
    String why() {
        return why;
    }

    /** Gives the kernel a reply; false if it does not want it any more. */
    boolean reply(ByteBuffer reply) {
        try {
            reply.rewind();
            out.write(reply);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
