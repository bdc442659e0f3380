package nowrite.stress.kernel.daemon;

import java.util.Map;

/** The requests that the daemon knows, by their number in FUSE's protocol. */
final class Opcode {
    static final int LOOKUP = 1;
    static final int FORGET = 2;
    static final int GETATTR = 3;
    static final int SETATTR = 4;
    static final int OPEN = 14;
    static final int READ = 15;
    static final int WRITE = 16;
    static final int STATFS = 17;
    static final int RELEASE = 18;
    static final int FSYNC = 20;
    static final int FLUSH = 25;
    static final int INIT = 26;
    static final int INTERRUPT = 36;
    static final int DESTROY = 38;
    static final int NOTIFY_REPLY = 41;
    static final int BATCH_FORGET = 42;
    static final int FALLOCATE = 43;
    static final int SYNCFS = 50;

    private static final Map<Integer, String> NAMES =
            Map.ofEntries(
                    Map.entry(LOOKUP, "LOOKUP"),
                    Map.entry(FORGET, "FORGET"),
                    Map.entry(GETATTR, "GETATTR"),
                    Map.entry(SETATTR, "SETATTR"),
                    Map.entry(OPEN, "OPEN"),
                    Map.entry(READ, "READ"),
                    Map.entry(WRITE, "WRITE"),
                    Map.entry(STATFS, "STATFS"),
                    Map.entry(RELEASE, "RELEASE"),
                    Map.entry(FSYNC, "FSYNC"),
                    Map.entry(FLUSH, "FLUSH"),
                    Map.entry(INIT, "INIT"),
                    Map.entry(INTERRUPT, "INTERRUPT"),
                    Map.entry(DESTROY, "DESTROY"),
                    Map.entry(NOTIFY_REPLY, "NOTIFY_REPLY"),
                    Map.entry(BATCH_FORGET, "BATCH_FORGET"),
                    Map.entry(FALLOCATE, "FALLOCATE"),
                    Map.entry(SYNCFS, "SYNCFS"));

    private Opcode() {}

    /** The protocol's name; {@code OTHER} for what the daemon does not serve. */
    static String name(int opcode) {
        return NAMES.getOrDefault(opcode, "OTHER");
    }

    /** Whether the kernel waits for no reply. */
    static boolean hasNoReply(int opcode) {
        return opcode == FORGET || opcode == BATCH_FORGET || opcode == NOTIFY_REPLY;
    }
}
