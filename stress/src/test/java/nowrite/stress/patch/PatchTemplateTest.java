package nowrite.stress.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nowrite.model.Kernels;
import nowrite.spec.KernelId;
import nowrite.stress.cli.home.Checkout;
import nowrite.stress.cli.home.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A new patch compiles, whatever function it overrides, and says what it is. */
class PatchTemplateTest {
    private static final Path ROOT = Checkout.find().root();

    static Stream<String> kernels() {
        return Stream.concat(
                Kernels.generations().keySet().stream(),
                Stream.of("3.13 without 8b284dc47291", "2.6.26 without nowrite"));
    }

    static List<String> functions(KernelId kernel) {
        return PatchableFunction.of(kernel).stream()
                .map(one -> one.kernel().name())
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void everyFunctionCompiles(String name, @TempDir Path folder) {
        KernelId kernel = KernelId.parse(name);
        Path made = folder.resolve("p");
        new PatchTemplate(ROOT, kernel, "p-1", functions(kernel)).write(made);
        PatchFolder read = PatchFolder.read(made);
        assertEquals(kernel, read.on());
        Map<String, byte[]> classes = PatchCompiler.compile(read.sources());
        assertTrue(classes.size() >= 9, classes.keySet().toString());
        // Bytes 6 and 7 of a class file: 61 is Java 17, whatever JDK this test runs on.
        classes.forEach((type, bytes) -> assertEquals(61, bytes[6] << 8 | bytes[7], type));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void everyFunctionAloneHasItsText(String name) {
        KernelId kernel = KernelId.parse(name);
        for (String function : functions(kernel)) {
            Map<String, String> files =
                    new PatchTemplate(ROOT, kernel, "p-1", List.of(function)).files();
            String all = String.join("\n", files.values());
            assertTrue(all.contains("@Override"), function);
            assertTrue(all.contains(" * " + function + ", "), function);
            assertFalse(all.contains("super."), function);
        }
    }

    /** Where a generation calls a part of what was one function, that part is what is listed. */
    @Test
    void whatNobodyCallsAnyMoreIsNotListed() {
        assertEquals(List.of("fuseSendWritepage", "send"), sending("2.6.26"));
        assertEquals(List.of("send"), sending("3.13"));
    }

    /** It went with 4.9: the model keeps it for scenarios of older kernels. */
    @Test
    void throttleVmWriteoutIsListedForKernelsThatHaveIt() {
        for (String on : List.of("3.15", "6.1", "6.18")) {
            boolean listed =
                    PatchableFunction.of(KernelId.parse(on)).stream()
                            .anyMatch(one -> one.kernel().name().equals("throttle_vm_writeout"));
            assertEquals(on.equals("3.15"), listed, on);
        }
    }

    /** Reclaim writes no page since 6.16, and the temporary pages went with it. */
    @Test
    void whatAGenerationDoesNotHaveIsNotListedAndSaysWhoHadIt() {
        for (String name :
                List.of(
                        "fuse_writepage",
                        "fuse_writepage_in_flight",
                        "fuse_wait_on_page_writeback",
                        "fuse_page_is_writeback")) {
            assertTrue(functions(KernelId.parse("3.13")).contains(name), name);
            assertFalse(functions(KernelId.parse("6.18")).contains(name), name);
            UsageException e =
                    assertThrows(
                            UsageException.class,
                            () ->
                                    new PatchTemplate(
                                            ROOT, KernelId.parse("6.18"), "p", List.of(name)));
            assertTrue(
                    e.getMessage().contains("is the last generation that has it"), e.getMessage());
        }
    }

    @Test
    void thePassOfAGenerationIsListedOnce() {
        assertEquals(
                1,
                PatchableFunction.of(KernelId.parse("6.18")).stream()
                        .filter(one -> one.kernel().name().equals("write_cache_pages"))
                        .count());
    }

    private static List<String> sending(String kernel) {
        return PatchableFunction.of(KernelId.parse(kernel)).stream()
                .filter(one -> one.kernel().name().equals("fuse_send_writepage"))
                .map(one -> one.method().getName())
                .toList();
    }

    @Test
    void anUnknownFunctionGetsAHint() {
        UsageException e =
                assertThrows(
                        UsageException.class,
                        () ->
                                new PatchTemplate(
                                        ROOT,
                                        KernelId.parse("3.13"),
                                        "p",
                                        List.of("fuse_send_writepag")));
        assertTrue(e.getMessage().contains("Did you mean fuse_send_writepage?"), e.getMessage());
    }

    @Test
    void aFolderThatExistsIsLeftAlone(@TempDir Path folder) {
        PatchTemplate template =
                new PatchTemplate(
                        ROOT, KernelId.parse("3.13"), "p", List.of("fuse_send_writepage"));
        UsageException e = assertThrows(UsageException.class, () -> template.write(folder));
        assertTrue(e.getMessage().contains("exists"), e.getMessage());
    }
}
