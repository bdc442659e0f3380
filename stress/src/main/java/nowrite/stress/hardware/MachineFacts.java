package nowrite.stress.hardware;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a result depends on besides the tests, so that runs can be compared.
 *
 * @param cpu the processor's model
 * @param arch its architecture
 * @param cores the processors that the JVM sees
 * @param used the processors that the run was allowed
 * @param jdk the JDK
 * @param flags what JCStress was told
 * @param commit the commit of the checkout, with {@code +} if files differ from it
 */
public record MachineFacts(
        String cpu, String arch, int cores, int used, String jdk, String flags, String commit) {

    /** This machine. */
    public static MachineFacts of(Path checkout, int used, Effort effort) {
        return new MachineFacts(
                model(),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                used,
                Runtime.version() + ", " + System.getProperty("java.vm.name"),
                String.join(" ", effort.arguments())
                        + " -iters "
                        + effort.iterations()
                        + " -time "
                        + effort.millis(),
                headOf(checkout));
    }

    private static String model() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static String headOf(Path checkout) {
        String head = git(checkout, "rev-parse", "--short=12", "HEAD");
        if (head.isEmpty()) {
            return "unknown";
        }
        return git(checkout, "status", "--porcelain").isEmpty() ? head : head + "+";
    }

    private static String git(Path checkout, String... arguments) {
        try {
            Process git =
                    new ProcessBuilder(
                                    Stream.concat(Stream.of("git"), Stream.of(arguments)).toList())
                            .directory(checkout.toFile())
                            .redirectInput(
                                    ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            String out = new String(git.getInputStream().readAllBytes()).strip();
            return git.waitFor(10, TimeUnit.SECONDS) && git.exitValue() == 0 ? out : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
