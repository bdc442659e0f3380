package nowrite.stress.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, with a Maven and JDKs that only say what they were asked to do. */
@Timeout(60)
class LauncherTest {

    private static final String MAVEN =
            """
            #!/bin/sh
            echo "mvn $*" >>"$HOME/mvn.log"
            sleep 0.5
            mkdir -p stress/target/lib
            echo jar >stress/target/nowrite-stress.jar
            """;

    private static final String JAVA =
            """
            #!/bin/sh
            case $* in
            *ArchiveClassesAtExit*) exit 0 ;;
            esac
            echo "JDK VERSION: $*"
            exit 42
            """;

    @TempDir private Path folder;

    private Path home;
    private Path user;

    /** What a start printed, and its exit code. */
    private record Ended(int code, String out, String err) {}

    @BeforeEach
    void makeCheckout() throws IOException {
        home = Files.createDirectories(folder.resolve("checkout"));
        user = Files.createDirectories(folder.resolve("user"));
        for (String module : List.of("spec", "model", "stress")) {
            Files.createDirectories(home.resolve(module).resolve("src/main"));
            Files.writeString(home.resolve(module).resolve("pom.xml"), "<project/>");
        }
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        Path launcher = Path.of(System.getProperty("nowrite.home")).resolve("nowrite");
        Files.copy(launcher, home.resolve("nowrite"), StandardCopyOption.COPY_ATTRIBUTES);
        script(user.resolve("bin/mvn"), MAVEN);
        jdk("98.0.7");
        jdk("99.0.10");
        jdk("99.0.9");
    }

    private static void script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path jdk(String version) throws IOException {
        Path jdk = user.resolve(".jdks/jdk-" + version);
        script(jdk.resolve("bin/java"), JAVA.replace("VERSION", version));
        script(jdk.resolve("bin/javac"), "#!/bin/sh\n");
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return jdk;
    }

    private Process begin(String jdk, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(home.resolve("nowrite").toString()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("HOME", user.toString());
        builder.environment().put("NOWRITE_JDK", jdk);
        builder.environment().remove("JAVA_HOME");
        builder.environment()
                .put("PATH", user.resolve("bin") + ":" + builder.environment().get("PATH"));
        return builder.start();
    }

    private static Ended end(Process process) throws IOException, InterruptedException {
        String out = new String(process.getInputStream().readAllBytes());
        String err = new String(process.getErrorStream().readAllBytes());
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        return new Ended(process.exitValue(), out, err);
    }

    private Ended start(String... args) throws IOException, InterruptedException {
        return end(begin("", args));
    }

    private long builds() throws IOException {
        Path log = user.resolve("mvn.log");
        return Files.exists(log) ? Files.readAllLines(log).size() : 0;
    }

    @Test
    void theHighestVersionRunsAndItsExitCodeGoesThrough() throws Exception {
        Ended ended = start("list", "a b");
        assertEquals(42, ended.code(), ended.err());
        assertTrue(ended.out().startsWith("JDK 99.0.10: -Xmx2g "), ended.out());
        assertTrue(ended.out().contains("-Dnowrite.home=" + home.toRealPath() + " "), ended.out());
        assertTrue(ended.out().endsWith("nowrite-stress.jar list a b\n"), ended.out());
    }

    @Test
    void theJdkIsNamedWhereTimeMatters() throws Exception {
        assertTrue(start("check").err().contains("nowrite: JDK 99.0.10 ("));
        assertTrue(start("stress", "S05").err().contains("nowrite: JDK 99.0.10 ("));
        assertFalse(start("list").err().contains("JDK"));
    }

    @Test
    void buildsOnceAndAgainWhenASourceHasChanged() throws Exception {
        assertTrue(start("list").err().contains("building"));
        assertEquals("", start("list").err());
        assertEquals(1, builds());
        Path source = home.resolve("model/src/main/Kernel.java");
        Files.writeString(source, "class Kernel {}");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(2)));
        assertTrue(start("list").err().contains("building"));
        assertEquals(2, builds());
    }

    @Test
    void aRemovedSourceIsAChangeToo() throws Exception {
        Path source = home.resolve("spec/src/main/Old.java");
        Files.writeString(source, "class Old {}");
        start("list");
        Files.delete(source);
        start("list");
        assertEquals(2, builds());
    }

    @Test
    void twoStartsAtOnceBuildOnce() throws Exception {
        Process first = begin("", "list");
        Process second = begin("", "list");
        assertEquals(42, end(first).code());
        assertEquals(42, end(second).code());
        assertEquals(1, builds());
        assertFalse(Files.exists(home.resolve("target/nowrite/lock")));
    }

    @Test
    void aLockWhoseOwnerIsGoneIsTakenAway() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Path lock = Files.createDirectories(home.resolve("target/nowrite/lock"));
        Files.writeString(lock.resolve("pid"), gone.pid() + "\n");
        assertEquals(42, start("list").code());
    }

    @Test
    void aBuildThatFailsShowsTheErrorsAndRunsNothing() throws Exception {
        String failing = "#!/bin/sh\necho '[INFO] noise'\necho '[ERROR] no such symbol'\nexit 1\n";
        script(user.resolve("bin/mvn"), failing);
        Ended ended = start("list");
        assertEquals(70, ended.code());
        assertTrue(ended.err().contains("[ERROR] no such symbol"), ended.err());
        assertFalse(ended.err().contains("noise"), ended.err());
        assertEquals("", ended.out());
        assertFalse(Files.exists(home.resolve("target/nowrite/lock")));
    }

    @Test
    void withoutAJdkItSaysWhatIsMissing() throws Exception {
        Ended ended = end(begin(folder.resolve("none").toString(), "list"));
        assertEquals(69, ended.code());
        assertTrue(ended.err().contains("needs a JDK 17 or newer"), ended.err());
    }

    @Test
    void anOldJdkIsNamedAsTooOld() throws Exception {
        Ended ended = end(begin(jdk("11.0.2").toString(), "list"));
        assertEquals(69, ended.code());
        assertTrue(ended.err().contains("11.0.2 in "), ended.err());
    }
}
