package nowrite.stress.patch;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nowrite.model.kernel.Kernel;
import nowrite.model.kernel.KernelFunction;
import nowrite.model.seam.Lock;
import nowrite.model.seam.WaitQueue;

/**
 * The text of a class that replaces functions of one component by themselves: the bodies are the
 * kernel's own, with the private methods and constants that they use.
 */
final class PatchClass {
    private static final Pattern SUPER = Pattern.compile("\\bsuper\\s*\\.\\s*(\\w+)\\s*\\(");
    private static final Pattern TYPE = Pattern.compile("(?<![.\\w\"])([A-Z]\\w*)\\b");

    private final Path root;
    private final String name;
    private final Class<?> base;
    private final Class<?> top;
    private final Map<Class<?>, ModelSource> sources = new LinkedHashMap<>();
    private final Map<String, String> imports = new TreeMap<>();
    private final Map<String, String> constants = new LinkedHashMap<>();
    private final Map<String, String> overrides = new LinkedHashMap<>();
    private final Map<String, String> helpers = new LinkedHashMap<>();

    /**
     * A class without functions.
     *
     * @param root the checkout
     * @param name its name
     * @param base the class that it extends
     * @param top the class that runs in the kernel: the base, or one with changes
     */
    PatchClass(Path root, String name, Class<?> base, Class<?> top) {
        this.root = root;
        this.name = name;
        this.base = base;
        this.top = top;
        imports.put(base.getSimpleName(), base.getName());
        imports.put(Kernel.class.getSimpleName(), Kernel.class.getName());
        // For new fields.
        imports.put(Lock.class.getSimpleName(), Lock.class.getName());
        imports.put(WaitQueue.class.getSimpleName(), WaitQueue.class.getName());
    }

    private ModelSource source(Class<?> type) {
        return sources.computeIfAbsent(type, one -> new ModelSource(root, one));
    }

    /** Adds a function, with the body that the kernel has, and the parts that it consists of. */
    void add(PatchableFunction function) {
        add(function.method(), function.kernel());
    }

    private void add(Method method, KernelFunction kernel) {
        Class<?> owner = method.getDeclaringClass();
        List<String> parameters = PatchableFunction.parameters(method);
        String key = method.getName() + parameters;
        if (overrides.containsKey(key)) {
            return;
        }
        overrides.put(key, "");
        ModelSource.Function text =
                source(owner)
                        .function(method.getName(), parameters)
                        .orElseThrow(
                                () -> new IllegalStateException(method + " is not in its source"));
        String comment =
                kernel != null
                        ? comment(text.comment(), kernel)
                        : text.comment().isEmpty()
                                ? ""
                                : "    /** "
                                        + text.comment().replaceAll("\\s*\\n\\s*", " ")
                                        + " */\n";
        overrides.put(key, comment + "    @Override\n    " + body(text.text(), owner) + "\n");
    }

    /** Adds the parts of a function, which are methods of their own, to be overridden as well. */
    private void parts(String text) {
        for (Method part : PatchableFunction.parts(top)) {
            if (uses(text, part.getName())) {
                add(part, null);
            }
        }
    }

    private static String comment(String said, KernelFunction f) {
        StringBuilder out = new StringBuilder("    /**\n");
        said.lines().forEach(line -> out.append("     * ").append(line.strip()).append('\n'));
        if (!said.isEmpty()) {
            out.append("     *\n");
        }
        out.append("     * ").append(f.name()).append(", ").append(f.file());
        out.append(f.commit().isEmpty() ? "" : " (" + f.commit() + ")").append(".\n");
        out.append("     * Locks on entry: ").append(or(f.locksOnEntry()));
        out.append("; on exit: ").append(or(f.locksOnExit()));
        out.append(f.maySleep() ? "; it may sleep.\n" : "; it may not sleep.\n");
        if (!f.simplified().isEmpty()) {
            out.append("     * The model: ").append(f.simplified()).append(".\n");
        }
        return out.append("     */\n").toString().replaceAll("(?m) +$", "");
    }

    private static String or(String locks) {
        return locks.isEmpty() ? "none" : locks;
    }

    /** The text, with the names that it needs brought along. */
    private String body(String text, Class<?> owner) {
        ModelSource source = source(owner);
        for (Map.Entry<String, String> field : source.privateFields().entrySet()) {
            if (uses(text, field.getKey()) && !constants.containsKey(field.getKey())) {
                constants.put(field.getKey(), "");
                constants.put(field.getKey(), body(field.getValue(), owner));
            }
        }
        for (ModelSource.Function helper : source.privateFunctions()) {
            if (uses(text, helper.name())) {
                helper(helper, helper.name(), owner);
            }
        }
        parts(text);
        Set<String> supers = new LinkedHashSet<>();
        SUPER.matcher(text).results().forEach(found -> supers.add(found.group(1)));
        String result = text;
        for (String called : supers) {
            String copy = called + "Before";
            Class<?> above = above(owner, called);
            ModelSource.Function function = source(above).function(called).orElseThrow();
            helper(function, copy, above);
            result = result.replaceAll("\\bsuper\\s*\\.\\s*" + called + "\\s*\\(", copy + "(");
        }
        return named(result, owner);
    }

    private static boolean uses(String text, String word) {
        return Pattern.compile("(?<![\\w\"]|(?<!this)\\.)" + word + "\\b").matcher(text).find();
    }

    private Class<?> above(Class<?> owner, String method) {
        for (Class<?> c = owner.getSuperclass(); c != Object.class; c = c.getSuperclass()) {
            if (source(c).function(method).isPresent()) {
                return c;
            }
        }
        throw new IllegalStateException("there is no " + method + " above " + owner);
    }

    private void helper(ModelSource.Function function, String called, Class<?> owner) {
        String key = called + function.parameters();
        if (helpers.containsKey(key)) {
            return;
        }
        helpers.put(key, "");
        String text =
                body(function.text(), owner)
                        .replaceFirst("^(public |protected |private )?(final )?", "private ")
                        .replaceFirst("\\b" + function.name() + "\\s*\\(", called + "(");
        String about = function.comment().lines().findFirst().orElse("").strip();
        helpers.put(
                key, (about.isEmpty() ? "" : "    /** " + about + " */\n") + "    " + text + "\n");
    }

    /** Makes the types that a text names mean the same here. */
    private String named(String text, Class<?> owner) {
        Set<String> words = new TreeSet<>();
        Matcher types = TYPE.matcher(text);
        while (types.find()) {
            words.add(types.group(1));
        }
        ModelSource source = source(owner);
        for (String imported : source.imports().keySet()) {
            if (uses(text, imported)) {
                words.add(imported);
            }
        }
        String result = text;
        for (String word : words) {
            String full = source.imports().get(word);
            if (full == null && exists(source.packageName() + "." + word)) {
                full = source.packageName() + "." + word;
            }
            if (full == null) {
                continue;
            }
            String known = imports.putIfAbsent(word, full);
            if (known != null && !known.equals(full)) {
                result =
                        result.replaceAll(
                                "(?<![.\\w\"])" + word + "\\b", Matcher.quoteReplacement(full));
            }
        }
        return result;
    }

    private boolean exists(String type) {
        try {
            Class.forName(type, false, base.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** The text of the whole class. */
    String text(String patch, String kernel) {
        StringBuilder out = new StringBuilder();
        List<String> lines = imports.values().stream().distinct().sorted().toList();
        lines.forEach(one -> out.append("import ").append(one).append(";\n"));
        out.append("\n/** ").append(patch).append(" on ").append(kernel).append(": ");
        out.append(PatchableFunction.shortName(base)).append(". */\n");
        out.append("public class ").append(name).append(" extends ");
        out.append(base.getSimpleName()).append(" {\n");
        constants.values().forEach(one -> out.append("    ").append(one).append('\n'));
        out.append(constants.isEmpty() ? "" : "\n");
        out.append("    /** Makes the component; new fields get their first values here. */\n");
        out.append("    public ").append(name).append("(Kernel k) {\n        super(k);\n    }\n");
        overrides.values().forEach(one -> out.append('\n').append(one));
        if (!helpers.isEmpty()) {
            out.append(
                    "\n    // Copies of what the functions above use and only their class sees.\n");
            helpers.values().forEach(one -> out.append('\n').append(one));
        }
        return out.append("}\n").toString();
    }
}
