package nowrite.stress.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Code of a user that misbehaves is failed: it neither passes, nor hangs, nor takes us along. */
class MisbehaviourTest {
    @TempDir private Path folder;

    @BeforeEach
    void beImpatient() {
        System.setProperty(ChildRequest.STUCK, "4");
    }

    @AfterEach
    void bePatient() {
        System.clearProperty(ChildRequest.STUCK);
    }

    private Validated tried(String members, boolean rules) throws InterruptedException {
        return Patches.validate(Patches.folder(folder, members), rules, 60);
    }

    private static void assertFailed(Validated answer, String says) {
        assertEquals(Validated.Verdict.FAILED, answer.verdict(), answer.sentence());
        assertEquals(70, answer.verdict().exitCode());
        assertTrue(answer.sentence().startsWith("failed: "), answer.sentence());
        assertTrue(answer.sentence().contains(says), answer.sentence());
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(
                        Patches.mkwrite("System.exit(0);"),
                        "TriedCode.java:8: uses java.lang.System.exit"),
                Arguments.of(
                        Patches.mkwrite("System.out.println(1);"),
                        "TriedCode.java:8: uses java.lang.System.out"),
                Arguments.of(
                        Patches.mkwrite("new Thread().start();"),
                        "TriedCode.java:8: uses java.lang.Thread"),
                Arguments.of(
                        Patches.mkwrite("synchronized (page) { page.count++; }"),
                        "TriedCode.java:8: has a synchronized"),
                Arguments.of(
                        Patches.mkwrite("if (Math.random() > 2) return 0;"),
                        "TriedCode.java:8: calls random"),
                Arguments.of(
                        Patches.mkwrite("try { step(\"a:b\"); } catch (Throwable e) { return 0; }"),
                        "catches java.lang.Throwable"),
                Arguments.of(
                        Patches.mkwrite("k.ghost().lost = false;"),
                        "TriedCode.java:8: uses Ghost.lost"),
                Arguments.of(
                        "static int seen;\n" + Patches.mkwrite("seen++;"),
                        "the static field TriedCode.seen"),
                Arguments.of(
                        "static final int[] SEEN = {0};\n" + Patches.mkwrite("SEEN[0]++;"),
                        "the static field TriedCode.SEEN"),
                Arguments.of(
                        "enum Kind { ONE; int seen; }\nprivate Kind kind = Kind.ONE;\n"
                                + Patches.mkwrite("kind.seen++;"),
                        "the field TriedCode$Kind.seen of an enum"),
                Arguments.of(
                        "static class Box { static int seen; }\n" + Patches.mkwrite("Box.seen++;"),
                        "the static field TriedCode$Box.seen"),
                Arguments.of("transient int seen;\n" + Patches.mkwrite("seen++;"), "transient"),
                Arguments.of(
                        "java.util.List<Integer> seen;\n" + Patches.mkwrite(""),
                        "has the type java.util.List"),
                Arguments.of(
                        "Runnable seen = () -> {};\n" + Patches.mkwrite(""),
                        "has the type java.lang.Runnable"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatAPatchMayNotDoIsRefusedBeforeItRuns(String members, String says)
            throws InterruptedException {
        assertFailed(tried(members, true), says);
    }

    @Test
    void whatThePropertiesNeedMustStay() throws InterruptedException {
        PatchFolder patch =
                Patches.folder(
                        folder,
                        "3.13",
                        "nowrite.model.kernel.FuseDir",
                        "@Override public void doFsync(int task) { step(\"do_fsync:i_mutex\"); }");
        assertFailed(Patches.validate(patch, true, 60), "doFsync no longer uses Ghost.");
    }

    @Test
    void anEndlessLoop() throws InterruptedException {
        Validated answer = tried(Patches.mkwrite("for (int i = 0; i < 1; i *= 2) { }"), true);
        assertFailed(answer, "TriedCode.java:8 (fusePageMkwrite): a step did not end within 4 s");
    }

    @Test
    void aDeadlockInsideAStep() throws InterruptedException {
        Validated answer =
                tried(
                        Patches.mkwrite(
                                "synchronized (page) { try { page.wait(); }"
                                        + " catch (InterruptedException e) { return 0; } }"),
                        false);
        assertFailed(answer, "TriedCode.java:8 (fusePageMkwrite): a step did not end within 4 s");
    }

    @Test
    void aLockThatIsTakenTwiceInAStep() throws InterruptedException {
        String code = "seam.lockInside(k.ghost().lock); seam.lockInside(k.ghost().lock);";
        assertFailed(tried(Patches.mkwrite(code), false), "TriedCode.java:8");
    }

    @Test
    void anException() throws InterruptedException {
        Validated answer = tried(Patches.mkwrite("int[] none = {}; none[1] = 2;"), true);
        assertFailed(answer, "TriedCode.java:8 (fusePageMkwrite): ");
        assertTrue(answer.sentence().contains("ArrayIndexOutOfBounds"), answer.sentence());
    }

    @Test
    void anExceptionBeforeTheFirstStep() throws InterruptedException {
        String members = "final int[] seen = new int[-1];\n" + Patches.mkwrite("");
        assertFailed(tried(members, true), "NegativeArraySizeException");
    }

    @Test
    void theEndOfTheProcess() throws InterruptedException {
        Validated answer = tried(Patches.mkwrite("System.exit(0);"), false);
        assertFailed(answer, "the patch's process ended with exit code 0");
    }

    @Test
    void garbageOnStandardOutputIsNobodysAnswer() throws InterruptedException {
        String code = "System.out.println(\"at 0 99\"); System.err.println(\"{}\");";
        Validated answer = tried(Patches.mkwrite(code), false);
        assertEquals(Validated.Verdict.NEUTRAL, answer.verdict(), answer.sentence());
    }

    @Test
    void memoryWithoutEnd() throws InterruptedException {
        String code =
                "java.util.List<int[]> all = new java.util.ArrayList<>();"
                        + " for (;;) { all.add(new int[1 << 27]); if (all.size() < 0) break; }";
        assertFailed(tried(Patches.mkwrite(code), true), "memory ran out");
    }

    /** The memory runs out inside Java's own code, which the patch's line called. */
    @Test
    void aTextWithoutEnd() throws InterruptedException {
        String members =
                "private String text = \"\";\n"
                        + Patches.mkwrite(
                                "for (int i = 0; i < 1000000; i++) { text = text + text + \"x\"; }");
        assertFailed(tried(members, true), "memory ran out");
    }

    @Test
    void aLoopBeforeTheFirstStep() throws InterruptedException {
        String loop = "{ for (int i = 0; i < 1; i *= 2) { } }\n";
        assertFailed(
                tried(loop + Patches.mkwrite(""), true),
                "TriedCode.java:7 (<init>): a step did not end within 4 s");
    }

    /** The search need not come to notice it. */
    @Test
    void aLocalThatLivesAcrossAStepAndIsNotDeclaredIsNamed() throws InterruptedException {
        String queue =
                "private final WaitQueue queue = new WaitQueue(\"q\", k.scenario.contexts());\n";
        assertHinted("", "int seen = k.inode().iSize; %s if (seen > 9) { %s }", true);
        assertHinted("", "int seen = k.inode().iSize; if (seen > 9) { %s } %s", false);
        assertHinted("", "int[] seen = {0}; %s seen[0]++; %s", true);
        assertHinted(
                "",
                "int seen = k.inode().iSize; local(\"seen\", seen); %s if (seen > 9) { %s }"
                        + " local(\"seen\", 0);",
                false);
        assertHinted("", "int seen = 3; %s if (seen > 9) { %s }", false);
        assertHinted(
                "",
                "int seen = 0; for (int n = 0; n < 2; n++) { if (seen > 9) { %s }"
                        + " seen = page.number; %s }",
                true);
        assertHinted(
                queue,
                "int seen = k.inode().iSize;"
                        + " waitEvent(queue, \"fuse_page_mkwrite:q\", () -> seen >= 0); %s %s",
                true);
    }

    private void assertHinted(String members, String code, boolean hinted)
            throws InterruptedException {
        String steps =
                code.formatted("step(\"fuse_page_mkwrite:a\");", "step(\"fuse_page_mkwrite:b\");");
        CompiledPatch patch =
                CompiledPatch.of(Patches.folder(folder, members + Patches.mkwrite(steps)));
        List<String> hints = UndeclaredLocals.of(patch);
        assertEquals(hinted, hints.stream().anyMatch(one -> one.contains("'seen' lives")), code);
        assertTrue(
                hints.stream().allMatch(one -> one.matches("TriedCode.java:\\d+: .*")),
                hints.toString());
    }

    @Test
    void aLocalThatNobodyDeclared() throws InterruptedException {
        String code =
                "int before = k.inode().iSize; step(\"fuse_page_mkwrite:look\");"
                        + " if (before == 0) { step(\"fuse_page_mkwrite:clean\"); }";
        Validated answer =
                Patches.validate(
                        Patches.folder(folder, Patches.mkwrite(code)),
                        true,
                        60,
                        "truncate/in-flight");
        assertFailed(answer, "a live local is missing at fuse_page_mkwrite:look");
    }

    @Test
    void aChangeOfStateBeforeTheFirstStep() throws InterruptedException {
        PatchFolder patch =
                Patches.folder(
                        folder,
                        "3.13",
                        "nowrite.model.kernel.Fault",
                        "boolean seen;\n@Override public boolean store(nowrite.spec.scenario.Op op)"
                                + " { seen = !seen; return super.store(op); }");
        assertFailed(Patches.validate(patch, true, 60), "before its first step");
    }
}
