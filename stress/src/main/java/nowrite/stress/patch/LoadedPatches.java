package nowrite.stress.patch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import nowrite.model.Kernels;
import nowrite.spec.KernelId;
import nowrite.stress.explore.ModelMaker;

/**
 * The classes of patches in the child that runs them.
 *
 * @param patches the components of each patch, by {@code with NAME}
 * @param place finds their lines in what is thrown
 */
record LoadedPatches(Map<String, List<Class<?>>> patches, PlaceOfFailure place) {

    /** Loads patches from the folders of their class files. */
    static LoadedPatches of(List<ChildRequest.Patch> patches) throws IOException {
        Set<String> names = new TreeSet<>();
        Map<String, List<Class<?>>> loaded = new LinkedHashMap<>();
        for (ChildRequest.Patch patch : patches) {
            Map<String, byte[]> classes = classes(Path.of(patch.classes()));
            names.addAll(classes.keySet());
            loaded.put("with " + patch.name(), new PatchLoader(classes).components());
        }
        return new LoadedPatches(loaded, new PlaceOfFailure(names));
    }

    private static Map<String, byte[]> classes(Path folder) throws IOException {
        Map<String, byte[]> classes = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                classes.put(name.replaceFirst("\\.class$", ""), Files.readAllBytes(file));
            }
        }
        return classes;
    }

    /** What a patch prints goes nowhere, and it reads nothing. */
    static void silence() {
        PrintStream nowhere =
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        System.setOut(nowhere);
        System.setErr(nowhere);
        System.setIn(new ByteArrayInputStream(new byte[0]));
    }

    /** Makes models of a kernel with the patches on it. */
    ModelMaker maker(KernelId ground, StuckWatch watch) {
        ModelMaker kernels =
                ModelMaker.of(
                        (s, seam) -> {
                            watch.begins();
                            try {
                                return Kernels.template(ground, patches, s).apply(seam);
                            } finally {
                                watch.ends();
                            }
                        });
        return (s, k, seam) -> new PatchedModel(kernels.make(s, k, seam), watch, place);
    }
}
