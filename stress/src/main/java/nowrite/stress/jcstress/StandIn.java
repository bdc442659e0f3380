package nowrite.stress.jcstress;

import java.util.Optional;
import java.util.function.Function;
import nowrite.model.kernel.Kernel;
import nowrite.model.seam.Seam;
import nowrite.spec.KernelId;
import nowrite.spec.scenario.Scenario;

/**
 * Another kernel in the place of the one that the correct tests name, such as a kernel with a
 * user's patch. JCStress gives its children no arguments of ours, but its environment.
 */
public interface StandIn {
    /** The environment variable that names one: {@code CLASS=ARGUMENT}. */
    String VARIABLE = "NOWRITE_STRESS_KERNEL";

    /** The kernel of the catalogue that it is, or is built on. */
    KernelId ground();

    /** Makes kernels for a scenario. */
    Function<Seam, Kernel> template(Scenario scenario);

    /** The one that this process was started with. */
    static Optional<StandIn> asked() {
        String asked = System.getenv(VARIABLE);
        if (asked == null) {
            return Optional.empty();
        }
        int cut = asked.indexOf('=');
        try {
            return Optional.of(
                    (StandIn)
                            Class.forName(asked.substring(0, cut))
                                    .getConstructor(String.class)
                                    .newInstance(asked.substring(cut + 1)));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(VARIABLE + " is " + asked + " and makes no kernel", e);
        }
    }
}
