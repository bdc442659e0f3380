package nowrite.stress.arch;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The rules hold for the code, and each of them is broken by what is planted for it. */
class ArchitectureTest {

    private static final String CODE = "nowrite";
    private static final String PLANTED = "nowrite.stress.arch.planted.";

    private static final JavaClasses MAIN =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages(CODE);

    @Test
    void allThreeModulesAreLookedAt() {
        for (String module : List.of("nowrite.spec", "nowrite.model", "nowrite.stress")) {
            assertTrue(
                    MAIN.stream().anyMatch(type -> type.getPackageName().startsWith(module)),
                    "no class of " + module + " was imported");
        }
    }

    @Test
    void specKnowsNobody() {
        Rules.specKnowsNobody(CODE).check(MAIN);
        assertBroken(Rules::specKnowsNobody, "upward");
    }

    @Test
    void modelKnowsOnlySpec() {
        Rules.modelKnowsOnlySpec(CODE).check(MAIN);
        assertBroken(Rules::modelKnowsOnlySpec, "tool");
    }

    @Test
    void changesKnowOnlySpecAndClassFiles() {
        Rules.changesKnowOnlySpecAndClassFiles(CODE).check(MAIN);
        assertBroken(Rules::changesKnowOnlySpecAndClassFiles, "tool");
    }

    @Test
    void onlyThreadedSeamIsConcurrent() {
        Rules.onlyThreadedSeamIsConcurrent(CODE).check(MAIN);
        assertBroken(Rules::onlyThreadedSeamIsConcurrent, "concurrent");
    }

    @Test
    void noPackageCycles() {
        Rules.noPackageCycles(CODE).check(MAIN);
        assertBroken(Rules::noPackageCycles, "cycle");
    }

    private static void assertBroken(Function<String, ArchRule> rule, String planted) {
        String base = PLANTED + planted;
        EvaluationResult result =
                rule.apply(base).evaluate(new ClassFileImporter().importPackages(base));
        assertTrue(result.hasViolation(), "what is planted in " + base + " was not found");
        assertFalse(
                result.getFailureReport().getDetails().stream()
                        .anyMatch(detail -> detail.contains("ThreadedSeam")),
                "the seam of real threads may be concurrent");
    }
}
