package nowrite.stress.lincheck;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import nowrite.model.Kernels;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.ScenarioParser;

/** Questions to Lincheck in a child JVM, as the engine asks them. */
final class Asked {
    static final Path SCENARIOS =
            Path.of(System.getProperty("nowrite.home")).resolve("spec/scenarios").normalize();

    private Asked() {}

    static Child child() {
        assumeTrue(Jdks.find().isPresent(), "skipped: there is no JDK from 17 to 21 for Lincheck");
        return new Child(Jdks.find().orElseThrow(), System.getProperty("java.class.path"));
    }

    static Question question(
            Path file, String kernel, Set<Property> asked, int invocations, Path folder) {
        return new Question(
                SCENARIOS,
                file,
                KernelId.parse(kernel),
                asked,
                invocations,
                1,
                100,
                folder.resolve("lincheck.txt"),
                Question.NONE);
    }

    static Question with(Question question, Class<?> mutant) {
        return new Question(
                question.scenarios(),
                question.file(),
                question.kernel(),
                question.asked(),
                question.invocations(),
                question.iterations(),
                question.seconds(),
                question.output(),
                mutant.getName());
    }

    static Scenario scenario(Path file) {
        try {
            return new ScenarioParser(SCENARIOS, Kernels.catalogue()).parse(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
