package nowrite.stress.kernel.bench;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A mount with its daemon and its clients, in namespaces of their own. When this process is killed,
 * the pipe to the first process there ends, and everything with it.
 */
public final class Mount implements Closeable {

    private static final String SCRIPT = "mount.sh";
    private static final long PATIENCE_SECONDS = 15;

    private final Process process;
    private final Thread reader;
    private final Thread hook;
    private volatile boolean ending;

    private Mount(Process process, Consumer<String> said) {
        this.process = process;
        this.reader = new Thread(() -> read(said), "mount-output");
        this.reader.setDaemon(true);
        this.reader.start();
        this.hook =
                new Thread(
                        () -> {
                            ending = true;
                            process.destroyForcibly();
                        },
                        "end-mount");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Mounts and starts.
     *
     * @param folder of this mount alone; it gets {@code mnt} and everything that is written
     * @param seconds after these everything ends, whatever happens
     * @param daemon the daemon's main class and its arguments
     * @param clients each client's main class and its arguments
     * @param said gets each line that the first process and the clients say, from another thread
     * @throws UncheckedIOException if the folder cannot be written or nothing can be started
     */
    public static Mount start(
            Path folder,
            long seconds,
            List<String> daemon,
            List<List<String>> clients,
            Consumer<String> said) {
        try {
            Files.createDirectories(folder.resolve("mnt"));
            Path script = folder.resolve(SCRIPT);
            try (InputStream in = Mount.class.getResourceAsStream(SCRIPT)) {
                Files.copy(in, script);
            }
            arguments(folder.resolve("daemon.args"), 512, daemon);
            for (int i = 0; i < clients.size(); i++) {
                arguments(folder.resolve("client-" + i + ".args"), 128, clients.get(i));
            }
            String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            Process process =
                    new ProcessBuilder(
                                    "unshare",
                                    "--mount",
                                    "--pid",
                                    "--fork",
                                    "--kill-child",
                                    "sh",
                                    script.toString(),
                                    folder.toString(),
                                    Long.toString(seconds),
                                    java,
                                    Integer.toString(clients.size()))
                            .redirectError(folder.resolve("mount.err").toFile())
                            .start();
            return new Mount(process, said);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a mount in " + folder, e);
        }
    }

    /** A file of arguments as the java launcher reads it. */
    private static void arguments(Path file, int megabytes, List<String> main) throws IOException {
        String path =
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(part -> !part.isEmpty())
                        .map(part -> Path.of(part).toAbsolutePath().toString())
                        .collect(Collectors.joining(File.pathSeparator));
        List<String> all =
                Stream.concat(
                                Stream.of(
                                        "-XX:+UseSerialGC",
                                        "-XX:TieredStopAtLevel=1",
                                        "-Xmx" + megabytes + "m",
                                        "-cp",
                                        path),
                                main.stream())
                        .map(text -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                        .toList();
        Files.write(file, all);
    }

    private void read(Consumer<String> said) {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.accept(line);
            }
        } catch (IOException e) {
            // The pipe ends with the process; what it said until then was passed on.
        }
    }

    /** The process outside of the namespaces that holds them: killing it ends all. */
    public long pid() {
        return process.pid();
    }

    /**
     * Unmounts in order, which needs clients that have ended, and waits until everything is gone.
     *
     * @return whether everything was gone in time
     */
    public boolean end() throws InterruptedException {
        return finish("end\n");
    }

    /** Aborts the connection, and waits until everything is gone. */
    public boolean abort() throws InterruptedException {
        return finish("abort\n");
    }

    private boolean finish(String word) throws InterruptedException {
        try {
            process.getOutputStream().write(word.getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().close();
        } catch (IOException e) {
            // It has ended already.
        }
        boolean gone = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (ending) {
            throw new InterruptedException("the program is ending");
        }
        close();
        reader.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        return gone;
    }

    /** Whether anything of it still runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // This process is ending, and the hook is at work.
        }
    }
}
