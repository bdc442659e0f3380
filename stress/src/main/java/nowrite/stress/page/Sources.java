package nowrite.stress.page;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nowrite.model.kernel.KernelFunction;
import nowrite.spec.KernelId;
import nowrite.spec.trace.Trace;
import nowrite.stress.docs.ModelMap;

/** Where in the kernel the steps of a trace are. */
final class Sources {
    private final Map<String, List<KernelFunction>> functions = ModelMap.kernelFunctions();
    private final String generation;

    /** The sources of the kernel that a trace is of. */
    Sources(Trace trace) {
        this.generation = trace.kernel().split(" ")[0];
    }

    /** The kernel function of a label such as {@code fuse_set_nowrite:bias}. */
    static String function(String label) {
        int colon = label.indexOf(':');
        return colon < 0 ? label : label.substring(0, colon);
    }

    /** A function in the shape that this generation has; empty if the model does not know it. */
    Optional<KernelFunction> find(String function) {
        return functions.getOrDefault(function, List.of()).stream()
                .filter(f -> compare(f.since(), generation) <= 0)
                .max(Comparator.comparing(KernelFunction::since, Sources::compare));
    }

    private static int compare(String a, String b) {
        try {
            return new KernelId(a, List.of()).compareTo(new KernelId(b, List.of()));
        } catch (IllegalArgumentException e) {
            return 0;
        }
    }

    /** "fs/fuse/dir.c, commit 3be5a52b30aa", or what else the function is. */
    String place(String function) {
        return find(function)
                .map(f -> f.file() + (f.commit().isEmpty() ? "" : ", commit " + f.commit()))
                .orElse(
                        switch (function) {
                            case "daemon" -> "the file system daemon, in user space";
                            case "store" -> "the CPU, in user space";
                            case "request_wait_answer" -> place("request_send");
                            default -> "no place is recorded for it";
                        });
    }

    /** What the model leaves out of the functions that a trace goes through. */
    List<String> simplified(Trace trace) {
        Set<String> names = new LinkedHashSet<>();
        for (Trace.Step step : trace.steps()) {
            names.add(function(step.label()));
            for (Trace.Change change : step.changes()) {
                if (change.path().endsWith(".stack") && change.to() != null) {
                    names.addAll(List.of(Column.list(change.to()).split(" ")));
                }
            }
        }
        return names.stream()
                .flatMap(name -> find(name).stream())
                .filter(f -> !f.simplified().isEmpty())
                .map(f -> f.name() + ": " + f.simplified())
                .sorted()
                .toList();
    }
}
