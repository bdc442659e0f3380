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

    /**
     * The model knows the JDK and the specification: no engine, no test tool, no library; only what
     * puts kernels together reads class files.
     */
    static ArchRule modelKnowsOnlySpec(String base) {
        return classes()
                .that()
                .resideInAPackage(base + ".model..")
                .and()
                .resideOutsideOfPackage(base + ".model.change..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", base + ".model..", base + ".spec..")
                .because("one source of the kernel's functions serves every engine");
    }

    /** What puts kernels together may, besides, read and write class files. */
    static ArchRule changesKnowOnlySpecAndClassFiles(String base) {
        return classes()
                .that()
                .resideInAPackage(base + ".model.change..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..", "org.objectweb.asm..", base + ".model..", base + ".spec..")
                .because("the model knows no engine and no test tool");
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
