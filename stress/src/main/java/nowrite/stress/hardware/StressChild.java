package nowrite.stress.hardware;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JCStress in a child JVM: its output kept in a file, its progress told, nothing left behind. */
final class StressChild {
    /** Hears how far JCStress is. */
    interface Heard {
        /**
         * Called every second or so.
         *
         * @param done JVMs that have ended
         * @param planned JVMs there will be; 0 while that is not known
         */
        void at(int done, int planned);
    }

    private static final Pattern RESULTS =
            Pattern.compile(
                    "\\(Results: (\\d+) planned; (\\d+) passed, (\\d+) failed, (\\d+) soft errs,"
                            + " (\\d+) hard errs\\)");

    private final Map<String, String> environment;
    private volatile int planned;
    private volatile int done;

    /**
     * A child.
     *
     * @param environment variables that it sees besides those of this process
     */
    StressChild(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Runs it to its end.
     *
     * @param command the command
     * @param folder where it runs
     * @param output the file that keeps what it prints
     * @param watch kills tests that do not end
     * @return its exit code
     * @throws InterruptedException if the thread was interrupted; nothing is left running
     */
    int run(List<String> command, Path folder, Path output, ForkWatch watch, Heard heard)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectInput(new File("/dev/null"))
                        .redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process child = builder.start();
        Thread hook = new Thread(() -> ForkWatch.killTree(child.toHandle()), "kill-jcstress");
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            ForkWatch.killTree(child.toHandle());
            throw new InterruptedException("the program is ending");
        }
        Thread reader = new Thread(() -> read(child, output), "jcstress-output");
        reader.setDaemon(true);
        reader.start();
        boolean ended = false;
        try {
            do {
                ended = child.waitFor(1, TimeUnit.SECONDS);
                watch.look(child.toHandle());
                heard.at(done, planned);
            } while (!ended);
        } finally {
            if (!ended) {
                ForkWatch.killTree(child.toHandle());
            }
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The JVM is ending: the hook runs.
            }
        }
        reader.join();
        return child.exitValue();
    }

    private void read(Process child, Path output) {
        try (BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(
                                        child.getInputStream(), StandardCharsets.UTF_8));
                PrintWriter kept =
                        new PrintWriter(Files.newBufferedWriter(output, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                kept.println(line);
                Matcher matcher = RESULTS.matcher(line);
                if (matcher.find()) {
                    planned = Integer.parseInt(matcher.group(1));
                    int sum = 0;
                    for (int i = 2; i <= matcher.groupCount(); i++) {
                        sum += Integer.parseInt(matcher.group(i));
                    }
                    done = sum;
                }
            }
        } catch (IOException e) {
            // The child ended, or the disk is full; what is missing in the results is noticed.
        }
    }

    /** How many JVMs JCStress said it would start. */
    int planned() {
        return planned;
    }
}
