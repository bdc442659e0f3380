package nowrite.stress.kernel;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import nowrite.stress.kernel.bench.Machine;

/** What tests on the running kernel have in common. */
final class Live {

    private Live() {}

    /** Skips the test, with the reason, where no mount can be made. */
    static void needed() {
        String missing = Machine.missing();
        if (missing != null) {
            System.out.println("skipped: a mount on the running kernel needs " + missing);
        }
        assumeTrue(missing == null, () -> "a mount on the running kernel needs " + missing);
    }

    /** Processes that have a text in their command line, but for this one. */
    static List<ProcessHandle> processes(String text) throws IOException {
        List<ProcessHandle> found = new ArrayList<>();
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            for (ProcessHandle each : all.toList()) {
                Path line = Path.of("/proc/" + each.pid() + "/cmdline");
                try {
                    if (each.pid() != ProcessHandle.current().pid()
                            && Files.readString(line).contains(text)) {
                        found.add(each);
                    }
                } catch (IOException e) {
                    // It ended meanwhile.
                }
            }
        }
        return found;
    }

    /** Waits until something is so; false if it was not in time. */
    static boolean within(int seconds, BooleanSupplier what) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!what.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(20);
        }
        return true;
    }
}
