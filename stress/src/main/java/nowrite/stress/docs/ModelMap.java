package nowrite.stress.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import nowrite.model.Kernels;
import nowrite.model.kernel.KernelFunction;
import nowrite.spec.KernelCatalogue;

/** docs/model-map.md: which method of the model stands for which kernel function. */
public final class ModelMap {
    private ModelMap() {}

    /** The table, in Markdown. */
    public static String markdown(Path home) {
        Set<String> labels = labels(home.resolve("model/src/main/java"));
        StringBuilder text = new StringBuilder();
        text.append("| kernel function | file, commit | model | locks on entry -> exit | sleeps |");
        text.append(" steps |\n|---|---|---|---|---|---|\n");
        List<String> notes = new ArrayList<>();
        for (Class<?> component : components()) {
            for (Method method : functions(component)) {
                KernelFunction f = method.getAnnotation(KernelFunction.class);
                text.append("| `").append(f.name()).append("` | ").append(f.file());
                text.append(f.commit().isEmpty() ? "" : " " + f.commit()).append(" | `");
                text.append(name(component)).append('.').append(method.getName());
                text.append("` | ").append(locks(f)).append(" | ");
                text.append(f.maySleep() ? "yes" : "no").append(" | ");
                text.append(steps(labels, f.name())).append(" |\n");
                if (!f.simplified().isEmpty()) {
                    notes.add(
                            "- `"
                                    + f.name()
                                    + "`"
                                    + (isFirst(component) ? "" : " since " + f.since())
                                    + ": "
                                    + f.simplified()
                                    + ".\n");
                }
            }
        }
        text.append("\nIntentional simplifications:\n\n");
        notes.forEach(text::append);
        return text.toString();
    }

    /** The classes of all generations, those of the first in front. */
    private static List<Class<?>> components() {
        return Kernels.generations().values().stream().flatMap(List::stream).toList();
    }

    private static boolean isFirst(Class<?> component) {
        return Kernels.generations().values().iterator().next().contains(component);
    }

    /** The class, with the package of its generation if that is a later one. */
    private static String name(Class<?> component) {
        String name = component.getName();
        return isFirst(component)
                ? component.getSimpleName()
                : name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
    }

    /** What the methods of the model stand for, by the name of the kernel function. */
    public static Map<String, List<KernelFunction>> kernelFunctions() {
        Map<String, List<KernelFunction>> byName = new TreeMap<>();
        for (Class<?> component : components()) {
            for (Method method : functions(component)) {
                KernelFunction f = method.getAnnotation(KernelFunction.class);
                byName.computeIfAbsent(f.name(), name -> new ArrayList<>()).add(f);
            }
        }
        return byName;
    }

    /** The methods of a component that stand for kernel functions, by name. */
    static List<Method> functions(Class<?> component) {
        return Arrays.stream(component.getDeclaredMethods())
                .filter(m -> m.isAnnotationPresent(KernelFunction.class))
                .sorted(
                        Comparator.comparing(
                                        (Method m) -> m.getAnnotation(KernelFunction.class).name())
                                .thenComparing(Method::getName))
                .toList();
    }

    /** The step labels that stand in the sources below a folder. */
    public static Set<String> labels(Path folder) {
        Set<String> labels = new TreeSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                labels.addAll(KernelCatalogue.stepsIn(Files.readString(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return labels;
    }

    private static String locks(KernelFunction f) {
        String entry = f.locksOnEntry().isEmpty() ? "none" : f.locksOnEntry();
        String exit = f.locksOnExit().isEmpty() ? "none" : f.locksOnExit();
        return entry.equals(exit) ? entry : entry + " -> " + exit;
    }

    private static String steps(Set<String> labels, String function) {
        List<String> steps = new ArrayList<>();
        for (String label : labels) {
            if (label.startsWith(function + ":")) {
                steps.add(label.substring(function.length() + 1));
            }
        }
        return String.join(", ", steps);
    }
}
