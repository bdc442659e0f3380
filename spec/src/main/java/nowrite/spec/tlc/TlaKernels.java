package nowrite.spec.tlc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nowrite.spec.KernelCatalogue;
import nowrite.spec.KernelId;

/**
 * The kernels that the TLA+ modules describe. A generation is a module {@code Linux_2_6_26}; a
 * revert is every operator {@code X__without_NAME} of the module {@code Reverts}, each of which
 * replaces the operator X.
 */
public final class TlaKernels {

    private static final Pattern GENERATION = Pattern.compile("Linux_([0-9_]+)\\.tla");
    private static final Pattern DEFINITION =
            Pattern.compile("^([A-Za-z0-9_]+)(?:\\([^)]*\\))?\\s*==", Pattern.MULTILINE);

    /** What stands between the name of an operator and that of the revert that replaces it. */
    static final String WITHOUT = "__without_";

    private final Path folder;
    private final Map<String, String> modules;
    private final Map<String, Set<String>> replaced;
    private final Set<String> operators;
    private final Set<String> steps;

    private TlaKernels(
            Path folder,
            Map<String, String> modules,
            Map<String, Set<String>> replaced,
            Set<String> operators,
            Set<String> steps) {
        this.folder = folder;
        this.modules = modules;
        this.replaced = replaced;
        this.operators = operators;
        this.steps = steps;
    }

    /**
     * Reads the modules of a folder.
     *
     * @throws IOException if they cannot be read
     */
    public static TlaKernels read(Path folder) throws IOException {
        Map<String, String> modules = new TreeMap<>();
        Map<String, Set<String>> replaced = new TreeMap<>();
        Set<String> operators = new TreeSet<>();
        Set<String> steps = new TreeSet<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (!name.endsWith(".tla")) {
                    continue;
                }
                Matcher generation = GENERATION.matcher(name);
                if (generation.matches()) {
                    modules.put(
                            generation.group(1).replace('_', '.'),
                            name.substring(0, name.length() - ".tla".length()));
                }
                String text = Files.readString(file);
                steps.addAll(KernelCatalogue.stepsIn(text));
                Matcher definition = DEFINITION.matcher(text);
                while (definition.find()) {
                    operators.add(definition.group(1));
                }
            }
        }
        for (String operator : operators) {
            int cut = operator.indexOf(WITHOUT);
            if (cut > 0) {
                String revert = operator.substring(cut + WITHOUT.length()).replace('_', '-');
                replaced.computeIfAbsent(revert, r -> new TreeSet<>())
                        .add(operator.substring(0, cut));
            }
        }
        return new TlaKernels(folder, modules, replaced, operators, steps);
    }

    /** The name of an operator without the revert that replaced it. */
    static String plainName(String operator) {
        int cut = operator.indexOf(WITHOUT);
        return cut < 0 ? operator : operator.substring(0, cut);
    }

    /**
     * The operators that replace one of these actions in some reverted kernel, such as {@code
     * FuseReleaseNowrite_release__without_release}.
     */
    public Set<String> replacing(Set<String> actions) {
        Set<String> names = new TreeSet<>(operators);
        names.removeIf(name -> !name.contains(WITHOUT) || !actions.contains(plainName(name)));
        return names;
    }

    /** The folder of the modules. */
    public Path folder() {
        return folder;
    }

    /** The kernels that exist. */
    public KernelCatalogue catalogue() {
        return new KernelCatalogue(modules.keySet(), replaced.keySet(), steps);
    }

    /** The module of a kernel's generation. */
    String module(KernelId kernel) {
        catalogue().check(kernel);
        return modules.get(kernel.generation());
    }

    /** Whether some module defines an operator. */
    boolean defines(String operator) {
        return operators.contains(operator);
    }

    /**
     * Which operator replaces which, for the configuration.
     *
     * @throws IllegalArgumentException if the kernel does not exist or two of its reverts replace
     *     the same operator
     */
    List<String> replacements(KernelId kernel) {
        catalogue().check(kernel);
        Map<String, String> revertOf = new LinkedHashMap<>();
        List<String> lines = new ArrayList<>();
        for (String revert : kernel.without()) {
            for (String operator : replaced.get(revert)) {
                String other = revertOf.put(operator, revert);
                if (other != null) {
                    throw new IllegalArgumentException(
                            "the reverts "
                                    + other
                                    + " and "
                                    + revert
                                    + " cannot be combined: both replace "
                                    + operator);
                }
                if (!operators.contains(operator)) {
                    throw new IllegalArgumentException(
                            "the revert "
                                    + revert
                                    + " replaces "
                                    + operator
                                    + ", which no module defines");
                }
                lines.add(operator + " <- " + operator + WITHOUT + revert.replace('-', '_'));
            }
        }
        return lines;
    }
}
