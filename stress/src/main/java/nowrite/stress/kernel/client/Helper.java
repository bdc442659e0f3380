package nowrite.stress.kernel.client;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The system calls that the JDK has not, made by a perl process: sync_file_range(2), fallocate(2)
 * and syncfs(2).
 */
public final class Helper implements Closeable {

    /** The numbers of sync_file_range, fallocate and syncfs. */
    private static final Map<String, int[]> NUMBERS =
            Map.of("amd64", new int[] {277, 285, 306}, "aarch64", new int[] {84, 47, 267});

    private static final String PROGRAM =
            "$| = 1; my ($file, $sync, $falloc, $syncfs) = @ARGV;"
                    + " open(my $f, '+<', $file) or die \"$file: $!\"; my $d = fileno($f);"
                    + " while (<STDIN>) { my ($c, $a, $b) = split;"
                    + " my $r = $c eq 's' ? syscall($sync + 0, $d, $a + 0, $b + 0, 2)"
                    + " : $c eq 'f' ? syscall($syncfs + 0, $d)"
                    + " : syscall($falloc + 0, $d, 3, $a + 0, $b + 0);"
                    + " print(($r < 0 ? -($! + 0) : 0), \"\\n\"); }";

    private final Process process;
    private final PrintWriter orders;
    private final BufferedReader results;

    /**
     * Starts perl on a file.
     *
     * @throws IOException if there is no perl
     */
    public Helper(Path file) throws IOException {
        int[] numbers = NUMBERS.get(System.getProperty("os.arch"));
        process =
                new ProcessBuilder(
                                "perl",
                                "-e",
                                PROGRAM,
                                file.toString(),
                                "" + numbers[0],
                                "" + numbers[1],
                                "" + numbers[2])
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        orders = new PrintWriter(process.outputWriter(StandardCharsets.US_ASCII), true);
        results =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    /** Why this machine has no helper; null if it has one. */
    public static String missing() {
        if (!NUMBERS.containsKey(System.getProperty("os.arch"))) {
            return "the numbers of sync_file_range, fallocate and syncfs on "
                    + System.getProperty("os.arch");
        }
        try {
            Process perl = new ProcessBuilder("perl", "-e", "1").start();
            return perl.waitFor(10, TimeUnit.SECONDS) && perl.exitValue() == 0
                    ? null
                    : "a perl that works";
        } catch (IOException e) {
            return "perl";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "perl";
        }
    }

    /** Starts writeback of a range and does not wait; 0, or an error number below it. */
    int startWriteback(long offset, long length) throws IOException {
        return ask("s", offset, length);
    }

    /** Makes a hole; 0, or an error number below it. */
    int punch(long offset, long length) throws IOException {
        return ask("p", offset, length);
    }

    /** Writes what is dirty of the file's mount, and waits; 0, or an error number below it. */
    int syncfs() throws IOException {
        return ask("f", 0, 0);
    }

    private int ask(String what, long offset, long length) throws IOException {
        orders.println(what + " " + offset + " " + length);
        String result = results.readLine();
        if (result == null) {
            throw new IOException("the perl process has ended");
        }
        return Integer.parseInt(result);
    }

    @Override
    public void close() {
        orders.close();
        process.destroyForcibly();
    }
}
