package nowrite.stress.kernel.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import nowrite.stress.kernel.line.LineSocket;

/**
 * A process whose threads begin operations when they are told to, over a socket: {@code TASK
 * OPERATION}. It says {@code returned TASK RESULT VALUE}.
 */
public final class SteeredMain {

    private static final int HALF = MappedFile.PAGE / 2;

    private final LineSocket socket;
    private final Map<String, Task> tasks = new LinkedHashMap<>();

    private SteeredMain(LineSocket socket) {
        this.socket = socket;
    }

    /** A task: a thread with a file and a mapping of its own. */
    private final class Task {
        private final String name;
        private final int number;
        private final MappedFile file;
        private final OperationLog log;
        private final int length;
        private final BlockingQueue<String> orders = new LinkedBlockingQueue<>();
        private long sequence;

        Task(String name, int number, MappedFile file, OperationLog log, int length) {
            this.name = name;
            this.length = length;
            this.number = number;
            this.file = file;
            this.log = log;
            Thread thread = new Thread(this::work, name);
            thread.setDaemon(true);
            thread.start();
        }

        private void work() {
            try {
                while (true) {
                    String order = orders.take();
                    int result = run(order.split(" "));
                    log.flush();
                    socket.send("returned " + name + " " + result + " " + file.loaded());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private int run(String[] words) {
            // Through another task's mapping: 'via q' comes last.
            boolean via = words.length > 2 && words[words.length - 2].equals("via");
            MappedFile through = via ? tasks.get(words[words.length - 1]).file : file;
            String last = words[words.length - (via ? 3 : 1)];
            long at = last.matches("[0-9].*") ? place(last) : 0;
            // Values that begin with 1 are those of the source, which direct I/O reads.
            long value = number + 2L << 48 | ++sequence;
            long source = 1000L * number + sequence;
            return switch (words[0]) {
                case "store" -> logged("store", at, 8, value, () -> through.store(at, value));
                case "write" -> logged("pwrite", at, 8, value, () -> file.write(at, value));
                case "load" -> logged("load", at, 8, 0, () -> file.load(at));
                case "read" ->
                        logged(
                                "pread",
                                at,
                                8,
                                0,
                                () ->
                                        words[1].equals("direct")
                                                ? file.readDirectly(at)
                                                : file.read(at));
                case "chmod" -> logged("chmod", 0, 0, 0, file::chmod);
                case "stat" -> logged("stat", 0, 0, 0, file::stat);
                case "syncfs" -> logged("syncfs", 0, 0, 0, file::syncfs);
                case "close" -> logged("close", 0, 0, 0, file::unmapAndClose);
                case "truncate" -> logged("trunc", at, 0, 0, () -> file.truncate(at));
                case "fsync" -> logged("fsync", 0, 0, 0, file::fsync);
                case "writepages" ->
                        last.equals("all")
                                ? logged("msync", 0, length, 0, () -> file.msync(0, length))
                                : logged("sfr", 0, 0, 0, () -> file.startWriteback(0, 0));
                case "punch" -> {
                    // Its number is a page.
                    long page = Long.parseLong(last) * MappedFile.PAGE;
                    yield logged(
                            "punch",
                            page,
                            MappedFile.PAGE,
                            0,
                            () -> file.punch(page, MappedFile.PAGE));
                }
                case "open" ->
                        last.equals("trunc")
                                ? logged("otrunc", 0, 0, 0, file::openTruncating)
                                : logged("close", 0, 0, 0, file::reopenAndClose);
                case "dio-read" ->
                        logged(
                                "dio",
                                at / MappedFile.PAGE * MappedFile.PAGE,
                                MappedFile.PAGE,
                                1L << 48 | source,
                                () -> through.directRead((int) (at / MappedFile.PAGE), source));
                default -> throw new IllegalArgumentException(words[0]);
            };
        }

        private int logged(String op, long at, long length, long value, Deed deed) {
            log.begin(op, at, length, value);
            int result = deed.result();
            log.end(op, at, result, value == 0 ? file.loaded() : value);
            return result;
        }
    }

    private interface Deed {
        int result();
    }

    /** A place in half pages, {@code 3h}, or pages, {@code 1p}; of a range its begin. */
    private static long place(String text) {
        String first = text.split("\\.\\.")[0];
        String number = first.replaceFirst("[hp]$", "");
        return Long.parseLong(number) * (first.endsWith("p") ? 2 : 1) * HALF;
    }

    /**
     * Opens the files, says {@code ready}, and obeys until the socket is closed.
     *
     * @param args the mount, the folder for logs, the socket, half pages that are mapped, half
     *     pages of the file at the start, and the tasks
     */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[1]);
        int pages = Integer.parseInt(args[3]) / 2;
        long size = Long.parseLong(args[4]) * HALF;
        Path path = Path.of(args[0]).resolve("file");
        boolean helped = Helper.missing() == null;
        try (LineSocket socket = LineSocket.connect(Path.of(args[2]))) {
            socket.send("client");
            SteeredMain steered = new SteeredMain(socket);
            MappedFile last = null;
            OperationLog first = null;
            for (int i = 5; i < args.length; i++) {
                int number = i - 5;
                last =
                        new MappedFile(
                                path,
                                pages,
                                folder.resolve("scratch-" + number),
                                helped ? new Helper(path) : null);
                OperationLog log =
                        new OperationLog(folder.resolve("client-" + number + ".ndjson"), number);
                first = first == null ? log : first;
                steered.tasks.put(
                        args[i],
                        steered.new Task(args[i], number, last, log, pages * MappedFile.PAGE));
            }
            first.begin("trunc", size, 0, 0);
            first.end("trunc", size, last.truncate(size), 0);
            first.flush();
            socket.send("ready");
            for (String line = socket.next(); line != null; line = socket.next()) {
                int space = line.indexOf(' ');
                steered.tasks.get(line.substring(0, space)).orders.add(line.substring(space + 1));
            }
        }
        System.out.println("done 0 0");
        // Threads that still wait for the daemon end with the process, when they can.
        System.exit(0);
    }
}
