package nowrite.stress.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import nowrite.spec.tlc.TlaKernels;
import org.junit.jupiter.api.Test;

/** What was never compared is named. */
class CoverageTest {
    private static final Path HOME = Path.of(System.getProperty("nowrite.home"));

    private static Coverage coverage(
            Set<String> all, Set<String> actions, Set<String> labels, Set<String> sources)
            throws IOException {
        Conformed.Size size = new Conformed.Size(1, 1, 1);
        Conformed.Seen seen = new Conformed.Seen(all, actions, labels);
        Conformed one = new Conformed("s", "k", size, size, null, null, null, 1, seen);
        TlaKernels kernels = TlaKernels.read(HOME.resolve("spec/tla"));
        return Coverage.of(List.of(one), kernels, sources);
    }

    @Test
    void anActionThatDoesNotOccurIsAGap() throws IOException {
        Coverage found = coverage(Set.of("A", "B"), Set.of("A"), Set.of(), Set.of());
        assertEquals(Set.of("B"), found.missingActions());
        assertTrue(found.gaps().contains("no graph compared has the action B"));
    }

    @Test
    void anActionOfAnyRevertMustOccur() throws IOException {
        Set<String> all = Set.of("FuseReleaseNowrite_release", "FALSE");
        Coverage found = coverage(all, all, Set.of(), Set.of());
        assertEquals(
                Set.of(
                        "FuseReleaseNowrite_release__without_release",
                        "RevertedStep__with_early_unlock",
                        "RevertedStep__with_ordinary_writeback",
                        "RevertedStep__without_size_before_release"),
                found.missingActions());
    }

    @Test
    void everyLabelOfTheSourcesMustOccurAndWaitsInBothHalves() throws IOException {
        Set<String> labels = new TreeSet<>(Set.of("f:x", "f:wait", "f:lock_page", "f:unlock_page"));
        Coverage found = coverage(Set.of(), Set.of(), Set.of("f:wait", "f:wait.test"), labels);
        Set<String> missing = new TreeSet<>(found.missingLabels());
        missing.removeIf(label -> !label.startsWith("f:"));
        assertEquals(Set.of("f:x", "f:lock_page", "f:lock_page.test", "f:unlock_page"), missing);
        assertTrue(found.missingLabels().contains("fuse_do_setattr:i_size"), "labels of the spec");
        assertFalse(found.gaps().isEmpty());
    }

    @Test
    void aWaitWithAnotherNameIsAGap() throws IOException {
        Coverage found = coverage(Set.of(), Set.of(), Set.of("f:sleep.test"), Set.of());
        assertEquals(Set.of("f:sleep"), found.unnamedWaits());
        assertTrue(found.gaps().stream().anyMatch(gap -> gap.contains("f:sleep waits")));
    }
}
