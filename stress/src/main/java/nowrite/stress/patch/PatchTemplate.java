package nowrite.stress.patch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import nowrite.model.Kernels;
import nowrite.spec.KernelId;
import nowrite.stress.cli.home.AtomicFile;
import nowrite.stress.cli.home.Nearest;
import nowrite.stress.cli.home.UsageException;

/** A new folder for a patch: it replaces functions by what they are, so that it changes nothing. */
public final class PatchTemplate {
    private final Path root;
    private final KernelId kernel;
    private final String name;
    private final String origin;
    private final Map<Class<?>, List<PatchableFunction>> chosen = new LinkedHashMap<>();

    /**
     * A template.
     *
     * @param root the checkout, which has the model's sources
     * @param kernel the kernel, which exists
     * @param name the patch's name
     * @param functions the kernel functions, by their names
     * @throws UsageException if there is no such function; it suggests the nearest name
     */
    public PatchTemplate(Path root, KernelId kernel, String name, List<String> functions) {
        this(root, kernel, name, functions, "");
    }

    /**
     * A template for a diff.
     *
     * @param origin the commit or the diff that it is for, one line; empty if there is none
     * @throws UsageException if there is no such function; it suggests the nearest name
     */
    public PatchTemplate(
            Path root, KernelId kernel, String name, List<String> functions, String origin) {
        this.origin = origin;
        this.root = root;
        this.kernel = kernel;
        this.name = name;
        List<PatchableFunction> all = PatchableFunction.of(kernel);
        for (String asked : functions) {
            List<PatchableFunction> found =
                    all.stream().filter(one -> one.kernel().name().equals(asked)).toList();
            if (found.isEmpty()) {
                throw new UsageException(
                        kernel
                                + " has no function '"
                                + asked
                                + "' that can be overridden."
                                + hint(asked, all)
                                + " ./nowrite patch functions --on "
                                + kernel.generation()
                                + " shows all.");
            }
            found.forEach(
                    one -> chosen.computeIfAbsent(one.base(), b -> new ArrayList<>()).add(one));
        }
    }

    /** The last generation that has the function, or the nearest name. */
    private String hint(String asked, List<PatchableFunction> all) {
        return Kernels.generations().keySet().stream()
                .filter(one -> KernelId.compareGenerations(one, kernel.generation()) < 0)
                .filter(one -> names(PatchableFunction.of(KernelId.parse(one))).contains(asked))
                .max(KernelId::compareGenerations)
                .map(last -> " It is gone; " + last + " is the last generation that has it.")
                .orElseGet(() -> Nearest.hint(asked, names(all)));
    }

    private static TreeSet<String> names(List<PatchableFunction> all) {
        TreeSet<String> names = new TreeSet<>();
        all.forEach(one -> names.add(one.kernel().name()));
        return names;
    }

    /** The files, by their names in the folder. */
    public Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(
                PatchFolder.FILE,
                "# What this folder is; ./nowrite validate reads it.\nname "
                        + name
                        + "\non   "
                        + kernel
                        + "\n"
                        + (origin.isEmpty() ? "" : "from " + origin.replace('#', ' ') + "\n"));
        List<String> classes = new ArrayList<>();
        chosen.forEach(
                (base, functions) -> {
                    String type = PatchFolder.prefix(name) + base.getSimpleName();
                    PatchClass text = new PatchClass(root, type, base, functions.get(0).top());
                    functions.forEach(text::add);
                    files.put(type + ".java", text.text(name, kernel.toString()));
                    for (PatchableFunction f : functions) {
                        classes.add(
                                "- `"
                                        + type
                                        + ".java`: `"
                                        + f.kernel().name()
                                        + "` ("
                                        + f.kernel().file()
                                        + ") is the method `"
                                        + f.method().getName()
                                        + "`.");
                    }
                });
        files.put(PatchFolder.SCENARIOS + "/example.scn.txt", scenario());
        files.put("README.md", readme(classes));
        return files;
    }

    private String scenario() {
        return """
                # A scenario of your own: what it is about, in one line.
                # Rename this file to NAME.scn, and ./nowrite validate runs it as well.
                # docs/scenarios.md has the whole language. The line "expect" says what
                # the kernel without your patch does.
                pages    1
                file     1p
                task p   store 0h
                task f   writepages none
                task t   truncate 0
                daemon   any-order
                reach    at fuse_send_writepage:drop
                expect   %s  holds
                """
                .formatted(kernel);
    }

    private String readme(List<String> classes) {
        return """
                # %1$s, a patch of %2$s

                %3$s

                The bodies are those of %2$s, so as it is the patch changes nothing. What to do next:

                1. `./nowrite validate %1$s` (with the path to this folder): says that nothing changes.
                2. Edit a method. A `step("function:what")` is a point at which others may run; what
                   lies between two of them nobody sees in the middle. A local that lives across a
                   step is declared: `local("name", value)`.
                3. `./nowrite validate %1$s` again: the verdict, and a schedule if something breaks.

                Helper methods are private. A field of the class is state that all tasks share: int,
                boolean, an enum, an array of these, a `Lock`, a `WaitQueue`, a class of your own. No
                static variables and no collections: the search could not see them.

                `scenarios/` is for scenarios of your own; `scenarios/example.scn.txt` is one to begin
                with. `report/` has the last answer. docs/patching.md of nowrite says the rest.
                """
                .formatted(name, kernel, String.join("\n", classes));
    }

    /**
     * Writes the folder.
     *
     * @throws UsageException if it exists
     */
    public void write(Path folder) {
        try {
            Path parent = folder.toAbsolutePath().getParent();
            Files.createDirectories(parent);
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            throw new UsageException(
                    folder + " exists; take another name, or --dir DIR for another place");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + folder, e);
        }
        files().forEach(
                        (file, text) ->
                                AtomicFile.write(folder.resolve(file).toAbsolutePath(), text));
    }
}
