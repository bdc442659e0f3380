package nowrite.stress.kernel.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** What a live mount needs of the machine. */
public final class Machine {

    private static final Path DEVICE = Path.of("/dev/fuse");
    private static final Path FILE_SYSTEMS = Path.of("/proc/filesystems");
    private static final long PATIENCE_SECONDS = 10;

    private Machine() {}

    /**
     * What is missing for a live mount, for a person; null if nothing is.
     *
     * <p>Nothing is mounted to find out; namespaces are made and left again.
     */
    public static String missing() {
        try {
            if (!Files.isReadable(FILE_SYSTEMS)) {
                return "Linux with /proc";
            }
            if (!output("id", "-u").strip().equals("0")) {
                return "root: mounting FUSE without fusermount needs it";
            }
            if (!Files.isReadable(DEVICE) || !Files.isWritable(DEVICE)) {
                return "a readable and writable /dev/fuse (modprobe fuse)";
            }
            if (Files.readAllLines(FILE_SYSTEMS).stream()
                    .noneMatch(line -> line.matches("nodev\\s+fuse"))) {
                return "a kernel with the file system fuse (modprobe fuse)";
            }
            for (String tool : new String[] {"unshare", "mount", "umount", "timeout", "tail"}) {
                if (output("sh", "-c", "command -v " + tool).isBlank()) {
                    return "the program " + tool + " (packages util-linux and coreutils)";
                }
            }
            String said = output("unshare", "--mount", "--pid", "--fork", "sh", "-c", "echo $$");
            if (!said.strip().equals("1")) {
                return "the right to make namespaces: unshare --mount --pid --fork";
            }
            return null;
        } catch (IOException e) {
            return "a program: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "time to look";
        }
    }

    /** The running kernel, such as {@code 6.18.44}. */
    public static String kernel() {
        return System.getProperty("os.version");
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command)
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectErrorStream(true)
                        .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return "";
        }
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
