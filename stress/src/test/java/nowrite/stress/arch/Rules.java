package nowrite.stress.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;

/** How the house is built, as rules over the packages under a base package. */
final class Rules {

    private Rules() {}

    /** The specification knows neither the model nor the engines. */
    static ArchRule specKnowsNobody(String base) {
        return noClasses()
                .that()
                .resideInAPackage(base + ".spec..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(base + ".model..", base + ".stress..")
                .because("dependencies run one way: stress -> model -> spec");
    }

    /** The model knows the JDK and the specification: no engine, no test tool, no library. */
    static ArchRule modelKnowsOnlySpec(String base) {
        return classes()
                .that()
                .resideInAPackage(base + ".model..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", base + ".model..", base + ".spec..")
                .because("one source of the kernel's functions serves every engine");
    }

    /** Only the seam of real threads uses the JDK's concurrency. */
    static ArchRule onlyThreadedSeamIsConcurrent(String base) {
        return noClasses()
                .that()
                .resideInAPackage(base + ".model..")
                .and()
                .haveNameNotMatching(".*\\.model\\.seam\\.ThreadedSeam(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.concurrent..")
                .because("all blocking and waking goes through the seam");
    }

    /** No two packages need each other, not even round a corner. */
    static ArchRule noPackageCycles(String base) {
        return slices().matching(base + ".(**)").should().beFreeOfCycles();
    }
}
