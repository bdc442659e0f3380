package nowrite.stress.patch;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import nowrite.model.kernel.KernelFunction;
import nowrite.stress.cli.home.UsageException;
import org.objectweb.asm.Type;

/**
 * A patch that compiles, with what it overrides.
 *
 * @param folder where it comes from
 * @param classes its class files by name
 * @param components its components
 * @param overrides what it overrides in the model
 */
record CompiledPatch(
        PatchFolder folder,
        Map<String, byte[]> classes,
        List<Class<?>> components,
        List<Override> overrides) {

    /**
     * A method that is overridden.
     *
     * @param method the model's method, {@code nowrite/model/kernel/FuseFile.send(...)V}
     * @param own the patch's own, {@code MyIdeaFuseFile.send(...)V}
     * @param text in words: the class and method of the patch, what it stands for
     * @param function what it stands for; null for a part of a function
     */
    record Override(String method, String own, String text, KernelFunction function) {}

    /** The methods of the patch that override one of the model's. */
    Set<String> overriding() {
        Set<String> own = new TreeSet<>();
        overrides.forEach(one -> own.add(one.own()));
        return own;
    }

    /**
     * Compiles a patch; none of its code runs.
     *
     * @throws UsageException if it does not compile, or overrides nothing
     */
    static CompiledPatch of(PatchFolder folder) {
        Map<String, byte[]> classes = PatchCompiler.compile(folder.sources());
        try {
            List<Class<?>> components = new PatchLoader(classes).components();
            List<Override> overrides = new ArrayList<>();
            components.forEach(one -> overrides.addAll(overrides(one)));
            if (overrides.isEmpty()) {
                throw new UsageException(
                        folder.path()
                                + " overrides nothing: no method of its classes replaces one of the"
                                + " model's");
            }
            return new CompiledPatch(folder, classes, components, overrides);
        } catch (IllegalArgumentException e) {
            throw new UsageException(folder.path() + ": " + e.getMessage());
        }
    }

    /** Writes the class files of patches for a child, each patch into a folder of its own. */
    static List<ChildRequest.Patch> written(List<CompiledPatch> patches, Path folder)
            throws IOException {
        return written(patches, folder, one -> PatchWeaver.woven(one.classes(), one.overriding()));
    }

    /** The same as they were compiled: their own accesses only. */
    static List<ChildRequest.Patch> plain(List<CompiledPatch> patches, Path folder)
            throws IOException {
        return written(patches, folder, CompiledPatch::classes);
    }

    /** The same, telling when an actor of JCStress enters what they override. */
    static List<ChildRequest.Patch> marked(List<CompiledPatch> patches, Path folder)
            throws IOException {
        return written(patches, folder, one -> PatchWeaver.marked(one.classes(), one.overriding()));
    }

    private static List<ChildRequest.Patch> written(
            List<CompiledPatch> patches,
            Path folder,
            Function<CompiledPatch, Map<String, byte[]>> form)
            throws IOException {
        List<ChildRequest.Patch> written = new ArrayList<>();
        for (CompiledPatch one : patches) {
            Path into = Files.createDirectories(folder.resolve(one.folder().name()));
            write(into, form.apply(one));
            written.add(new ChildRequest.Patch(one.folder().name(), into.toString()));
        }
        return written;
    }

    private static void write(Path into, Map<String, byte[]> classes) throws IOException {
        for (Map.Entry<String, byte[]> type : classes.entrySet()) {
            Files.write(into.resolve(type.getKey() + ".class"), type.getValue());
        }
    }

    private static List<Override> overrides(Class<?> type) {
        List<Override> found = new ArrayList<>();
        TreeSet<String> seen = new TreeSet<>();
        for (Method method : type.getDeclaredMethods()) {
            String key = method.getName() + Type.getMethodDescriptor(method);
            if (method.isSynthetic() || !seen.add(key)) {
                continue;
            }
            for (Class<?> c = type.getSuperclass(); c != Object.class; c = c.getSuperclass()) {
                Method old = declared(c, method);
                if (old != null) {
                    found.add(
                            new Override(
                                    Type.getInternalName(c) + "." + key,
                                    type.getName() + "." + key,
                                    text(type, old),
                                    function(c, old)));
                    break;
                }
            }
        }
        found.sort(java.util.Comparator.comparing(Override::text));
        return found;
    }

    private static Method declared(Class<?> type, Method like) {
        for (Method method : type.getDeclaredMethods()) {
            int closed = Modifier.PRIVATE | Modifier.STATIC;
            if (method.getName().equals(like.getName())
                    && Type.getMethodDescriptor(method).equals(Type.getMethodDescriptor(like))
                    && (method.getModifiers() & closed) == 0) {
                return method;
            }
        }
        return null;
    }

    /** What a method stands for: as it says, or as the one that it replaces does. */
    private static KernelFunction function(Class<?> type, Method method) {
        for (Class<?> c = type; c != Object.class; c = c.getSuperclass()) {
            Method old = declared(c, method);
            if (old != null && old.isAnnotationPresent(KernelFunction.class)) {
                return old.getAnnotation(KernelFunction.class);
            }
        }
        return null;
    }

    private static String text(Class<?> type, Method old) {
        KernelFunction f = old.getAnnotation(KernelFunction.class);
        String model = PatchableFunction.shortName(old.getDeclaringClass()) + "." + old.getName();
        return f == null
                ? type.getName() + "." + old.getName() + ": a part of " + model
                : type.getName()
                        + "."
                        + old.getName()
                        + ": "
                        + f.name()
                        + ", "
                        + f.file()
                        + (f.commit().isEmpty() ? "" : " " + f.commit())
                        + ", "
                        + model;
    }
}
