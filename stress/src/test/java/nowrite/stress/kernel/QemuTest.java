package nowrite.stress.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import nowrite.stress.cli.home.Checkout;
import nowrite.stress.kernel.judge.Judge;
import nowrite.stress.kernel.judge.Rule;
import nowrite.stress.kernel.judge.Tally;
import nowrite.stress.kernel.log.LogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script says what it lacks; where somebody gives it a kernel, that kernel is judged. */
class QemuTest {

    /** The folder of an unpacked kernel, with boot and lib/modules: the whole takes minutes. */
    private static final String KERNEL = "nowrite.qemu.kernel";

    @TempDir private Path folder;
    private String said;

    private int run(String path, long seconds, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add("/bin/sh");
        command.add(Checkout.find().root().resolve("stress/qemu/kernel-in-qemu").toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PATH", path);
        builder.redirectInput(Path.of("/dev/null").toFile());
        builder.redirectOutput(folder.resolve("said").toFile());
        Process process = builder.start();
        boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
        process.destroyForcibly();
        said = Files.readString(folder.resolve("said"), StandardCharsets.UTF_8);
        assertTrue(ended, said);
        return process.exitValue();
    }

    @Test
    void missingProgramsAreNamed() throws Exception {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        for (String tool : List.of("dirname", "cat")) {
            Files.createSymbolicLink(bin.resolve(tool), Path.of("/usr/bin", tool));
        }
        assertEquals(69, run(bin.toString(), 20), said);
        assertTrue(said.contains("qemu-system-x86_64") && said.contains("apt install"), said);
    }

    @Test
    void wrongUsageIsSaid() throws Exception {
        assertEquals(64, run(System.getenv("PATH"), 20, "--kernle", "x"), said);
        assertTrue(said.contains("unknown: --kernle") && said.contains("usage:"), said);
        assertEquals(64, run(System.getenv("PATH"), 20, "--seed", "$(reboot)"), said);
    }

    @Test
    void kernelInQemuIsJudged() throws Exception {
        String kernel = System.getProperty(KERNEL, "");
        assumeTrue(!kernel.isEmpty(), "no -D" + KERNEL + "=FOLDER: docs/kernel-in-qemu.md");
        Path image = only(Path.of(kernel, "boot"), "vmlinuz-*");
        Path modules = only(Path.of(kernel, "lib/modules"), "*");
        Path out = folder.resolve("out");
        int code =
                run(
                        System.getenv("PATH"),
                        900,
                        "--kernel",
                        image.toString(),
                        "--modules",
                        modules.toString(),
                        "--out",
                        out.toString());
        assumeTrue(code != 69, said);
        assertEquals(0, code, said);
        List<Path> logs = new ArrayList<>();
        try (var files = Files.newDirectoryStream(out, "*.{ndjson,ftrace}")) {
            files.forEach(logs::add);
        }
        Map<Rule, Tally> tallies =
                new Judge(Checkout.find().boundary()).judge(LogReader.read(logs), "");
        for (Rule inside : List.of(Rule.R11, Rule.R12, Rule.R13)) {
            assertTrue(tallies.get(inside).premises() > 0, inside + ": " + said);
            assertEquals(0, tallies.get(inside).violations(), inside.name());
        }
    }

    private static Path only(Path folder, String name) throws Exception {
        try (var files = Files.newDirectoryStream(folder, name)) {
            return files.iterator().next();
        }
    }
}
