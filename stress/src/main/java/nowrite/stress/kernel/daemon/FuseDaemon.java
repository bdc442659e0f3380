package nowrite.stress.kernel.daemon;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Reads requests, does what they ask for, and answers when its conduct, or who steers it, says. */
final class FuseDaemon {

    /** Open flags of INIT that are used if the kernel offers them. */
    private static final int ATOMIC_O_TRUNC = 1 << 3;

    private static final int ASYNC_READ = 1;
    private static final int BIG_WRITES = 1 << 5;
    private static final int WRITEBACK_CACHE = 1 << 16;
    private static final int PARALLEL_DIROPS = 1 << 18;
    private static final int MAX_PAGES = 1 << 22;

    private final Device device;
    private final DaemonLog log;
    private final Conduct conduct;
    private final boolean writebackCache;
    private final Answers answers = new Answers();
    private final SplittableRandom random;
    private final DelayQueue<Late> late = new DelayQueue<>();
    private final AtomicLong requests = new AtomicLong();
    private Steering steering = Steering.NOBODY;

    FuseDaemon(Device device, DaemonLog log, Conduct conduct, boolean writebackCache, long seed) {
        this.device = device;
        this.log = log;
        this.conduct = conduct;
        this.writebackCache = writebackCache;
        this.random = new SplittableRandom(seed);
    }

    /** Lets somebody hold replies back. */
    void steeredBy(Steering by) {
        steering = by;
    }

    /** How many requests have been read. */
    long requests() {
        return requests.get();
    }

    /** Serves until the connection ends. */
    void serve() {
        Thread answering = new Thread(this::answerLate, "late-replies");
        answering.setDaemon(true);
        answering.start();
        long number = 0;
        for (ByteBuffer message = device.next(); message != null; message = device.next()) {
            Request request = Request.of(++number, System.nanoTime(), message);
            requests.lazySet(number);
            log.request(request);
            if (Opcode.hasNoReply(request.opcode()) || request.opcode() == Opcode.INTERRUPT) {
                continue;
            }
            if (steering.holds(request)) {
                continue;
            }
            if (!isTreated(request)) {
                answer(request, 0);
            } else if (!conduct.isForgotten(random)) {
                int error = request.isWriteback() ? outcome() : 0;
                if (conduct.isPrompt()) {
                    answer(request, error);
                } else {
                    late.add(new Late(request, error, request.read() + conduct.delay(random)));
                }
            }
        }
        log.end(System.nanoTime(), device.why());
    }

    private int outcome() {
        return conduct.fails(random) ? Errno.EIO : conduct.loses(random) ? Answers.LOSE : 0;
    }

    /** Whether the conduct is about this request. */
    private static boolean isTreated(Request request) {
        return request.opcode() == Opcode.WRITE
                || request.opcode() == Opcode.FALLOCATE
                || request.setsSize()
                || request.truncates();
    }

    private void answerLate() {
        try {
            while (true) {
                Late next = late.take();
                answer(next.request(), next.error());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Does what is asked and answers, both within the time that is written down.
     *
     * @param error an error to answer in place of doing it; 0 for none
     */
    void answer(Request request, int error) {
        if (conduct.megabytes() > 0 && request.isWriteback()) {
            touch(conduct.megabytes());
        }
        long before = System.nanoTime();
        Answers.Reply reply =
                request.opcode() == Opcode.INIT ? init(request) : answers.to(request, error);
        boolean taken = device.reply(reply.message());
        log.reply(request, before, System.nanoTime(), reply.error(), !taken, reply.handle());
        steering.answered(request, reply.error());
    }

    private static void touch(int megabytes) {
        for (int i = 0; i < megabytes; i++) {
            byte[] block = new byte[1 << 20];
            for (int at = 0; at < block.length; at += 4096) {
                block[at] = 1;
            }
        }
    }

    private Answers.Reply init(Request request) {
        int major = request.u32(0);
        int minor = request.u32(4);
        int offered = request.u32(12);
        int wanted =
                ASYNC_READ
                        | BIG_WRITES
                        | PARALLEL_DIROPS
                        | MAX_PAGES
                        | ATOMIC_O_TRUNC
                        | (writebackCache ? WRITEBACK_CACHE : 0);
        int agreed = offered & wanted;
        boolean cached = (agreed & WRITEBACK_CACHE) != 0;
        log.init(System.nanoTime(), major, minor, Integer.toUnsignedLong(offered), cached);
        if (major != Wire.MAJOR || minor < Wire.OLDEST_MINOR || cached != writebackCache) {
            return new Answers.Reply(
                    Wire.reply(request.unique(), Errno.EPROTO, 0), Errno.EPROTO, 0);
        }
        return new Answers.Reply(Wire.init(request.unique(), minor, request.u32(8), agreed), 0, 0);
    }

    private record Late(Request request, int error, long due) implements Delayed {
        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(
                    getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
