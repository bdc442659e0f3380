package nowrite.stress.patch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import nowrite.model.Kernels;
import nowrite.model.kernel.Kernel;
import nowrite.model.kernel.KernelCode;
import nowrite.spec.KernelId;
import nowrite.stress.cli.home.Json;

/** Puts the components of a kernel with patches into a kernel without: for Lincheck's child. */
public final class PatchInstaller implements Consumer<Kernel> {
    private final List<Class<?>> components;

    /** What is to be installed. */
    record Request(String ground, List<ChildRequest.Patch> patches) {}

    /**
     * Reads the patches.
     *
     * @param request the file that names them
     */
    public PatchInstaller(String request) throws IOException {
        Request read =
                Json.read(
                        java.nio.file.Files.readString(java.nio.file.Path.of(request)),
                        Request.class);
        Map<String, List<Class<?>>> patches = LoadedPatches.of(read.patches()).patches();
        components =
                new ArrayList<>(
                        Kernels.patched(
                                KernelId.parse(read.ground()),
                                patches,
                                nowrite.spec.scenario.Client.FUSE));
    }

    @Override
    public void accept(Kernel kernel) {
        for (Class<?> type : components) {
            try {
                KernelCode component =
                        (KernelCode) type.getConstructor(Kernel.class).newInstance(kernel);
                for (Field field : Kernel.class.getFields()) {
                    boolean fits =
                            !Modifier.isFinal(field.getModifiers())
                                    && field.getType().isInstance(component);
                    if (fits) {
                        field.set(kernel, component);
                    }
                }
            } catch (ReflectiveOperationException e) {
                throw new UncheckedIOException(
                        new IOException(type.getName() + " cannot be installed", e));
            }
        }
    }
}
