package nowrite.stress.jcstress;

import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import nowrite.model.Kernels;
import nowrite.model.kernel.Kernel;
import nowrite.model.seam.Seam;
import nowrite.spec.KernelId;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.ScenarioParser;

/** A scenario on a kernel, of which every sample gets a fresh one. */
public final class Scene {
    private final KernelId kernel;
    private final String text;
    private final Scenario scenario;
    private final Function<Seam, Kernel> template;

    private Scene(
            KernelId kernel, String text, Scenario scenario, Function<Seam, Kernel> template) {
        this.kernel = kernel;
        this.text = text;
        this.scenario = scenario;
        this.template = template;
    }

    /**
     * Sets a scene. Where the process has a stand-in, that is the kernel of every test but those
     * that have a guard taken out.
     *
     * @param kernel the kernel, such as {@code 2.6.26 without nowrite}
     * @param text lines of the scenario language; what is expected the test's outcomes say
     */
    static Scene of(String kernel, String text) {
        KernelId id = KernelId.parse(kernel);
        if (id.changes().isEmpty()) {
            Optional<StandIn> other = StandIn.asked();
            if (other.isPresent()) {
                Scenario scenario = scenario(other.get().ground(), text);
                return new Scene(id, text, scenario, other.get().template(scenario));
            }
        }
        Scenario scenario = scenario(id, text);
        return new Scene(id, text, scenario, Kernels.template(id, scenario));
    }

    private static Scenario scenario(KernelId kernel, String text) {
        return new ScenarioParser(Path.of(""), Kernels.catalogue())
                .parse("scene", Path.of("scene.scn"), text + "expect " + kernel + "  holds\n");
    }

    /**
     * What a test plays, on a kernel in the place of its own.
     *
     * @return empty if the test is a few accesses of its own, or its kernel has a guard taken out
     * @throws RuntimeException if that kernel cannot play it; the message says why
     */
    public static Optional<Scenario> played(Class<?> test, KernelId kernel) {
        for (Field field : test.getDeclaredFields()) {
            if (field.getType() == Scene.class) {
                try {
                    field.setAccessible(true);
                    Scene scene = (Scene) field.get(null);
                    return scene.kernel.changes().isEmpty()
                            ? Optional.of(scenario(kernel, scene.text))
                            : Optional.empty();
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(test + " keeps its scene to itself", e);
                }
            }
        }
        return Optional.empty();
    }

    int tasks() {
        return scenario.tasks().size();
    }

    Kernel start(Seam seam) {
        return template.apply(seam);
    }
}
