package nowrite.stress.cli.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import nowrite.stress.cli.home.Checkout;
import nowrite.stress.cli.jobs.Job;

/**
 * The time from the command line to a counterexample on the screen, measured by starting the
 * launcher as a user does.
 *
 * @param command the command
 * @param seconds from its start until the counterexample was printed; negative if it printed none
 */
public record FirstCounterexample(String command, double seconds) {

    /**
     * Starts {@code ./nowrite explore} and reads what it prints.
     *
     * @param job a search that finds a counterexample
     * @throws UncheckedIOException if the launcher cannot be started
     */
    public static FirstCounterexample measure(Checkout checkout, Job job) {
        String kernel = job.kernel().toString();
        String name = job.scenario().name();
        String shown = "./nowrite explore " + name + " --kernel '" + kernel + "'";
        ProcessBuilder builder =
                new ProcessBuilder("./nowrite", "explore", name, "--kernel", kernel)
                        .directory(checkout.root().toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
        long start = System.nanoTime();
        double seconds = -1;
        try {
            Process process = builder.start();
            try (BufferedReader output = process.inputReader()) {
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                    // The last line of a counterexample's block, so all of it is on the screen.
                    if (line.startsWith("step by step:")) {
                        seconds = (System.nanoTime() - start) / 1e9;
                    }
                }
            } finally {
                process.destroy();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + shown, e);
        }
        return new FirstCounterexample(shown, seconds);
    }
}
