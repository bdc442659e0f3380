package nowrite.stress.patch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import nowrite.model.Kernels;
import nowrite.model.kernel.Kernel;
import nowrite.model.seam.Seam;
import nowrite.spec.KernelId;
import nowrite.spec.scenario.Scenario;
import nowrite.stress.cli.home.Json;
import nowrite.stress.jcstress.StandIn;

/** The kernel with patches, or the one without, in the tests of JCStress: in their processes. */
public final class StressedKernel implements StandIn {
    private final KernelId ground;
    private final Map<String, List<Class<?>>> patches;

    /**
     * Reads the patches.
     *
     * @param request the file that names the kernel and them, a {@link PatchInstaller.Request}
     */
    public StressedKernel(String request) throws IOException {
        PatchInstaller.Request read =
                Json.read(Files.readString(Path.of(request)), PatchInstaller.Request.class);
        ground = KernelId.parse(read.ground());
        patches = LoadedPatches.of(read.patches()).patches();
    }

    @Override
    public KernelId ground() {
        return ground;
    }

    @Override
    public Function<Seam, Kernel> template(Scenario scenario) {
        return Kernels.template(ground, patches, scenario);
    }
}
