package nowrite.stress.patch;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nowrite.model.Kernels;
import nowrite.model.kernel.KernelCode;
import nowrite.model.kernel.KernelFunction;
import nowrite.spec.KernelId;
import nowrite.spec.scenario.Client;
import org.objectweb.asm.Type;

/**
 * A kernel function that a patch can replace.
 *
 * @param kernel what it stands for, as the newest method of the kernel says
 * @param base the class of its component in the generation; a patch is a subclass
 * @param top the class of its component in the kernel
 * @param method the method that runs in the kernel, in the class that declares it
 */
public record PatchableFunction(KernelFunction kernel, Class<?> base, Class<?> top, Method method) {

    /**
     * The first generation without a function that the model keeps for its own use: those of the
     * temporary pages went with them, throttle_vm_writeout in 4.9 (bf48438354a7).
     */
    private static final Map<String, String> GONE_SINCE =
            Map.of(
                    "fuse_page_is_writeback", "6.16",
                    "fuse_wait_on_page_writeback", "6.16",
                    "throttle_vm_writeout", "6.1");

    /**
     * The functions of a kernel, by component and name. A method that the kernel's generation does
     * not come to any more, since a later one has taken its place, is not among them; nor is one
     * that the model keeps for its own use after the function went.
     *
     * @throws IllegalArgumentException if there is no such kernel
     */
    public static List<PatchableFunction> of(KernelId kernel) {
        List<Class<?>> bases = Kernels.patched(kernel.twin(), Map.of(), Client.FUSE);
        List<Class<?>> tops = Kernels.patched(kernel, Map.of(), Client.FUSE);
        Set<String> called = CalledMethods.of(bases);
        List<PatchableFunction> all = new ArrayList<>();
        for (int i = 0; i < tops.size(); i++) {
            all.addAll(of(bases.get(i), tops.get(i)));
        }
        all.removeIf(
                one ->
                        !called.contains(key(one.method()))
                                || isGone(one.kernel().name(), kernel.generation()));
        return all;
    }

    private static boolean isGone(String function, String generation) {
        String since = GONE_SINCE.get(function);
        return since != null && KernelId.compareGenerations(generation, since) >= 0;
    }

    private static List<PatchableFunction> of(Class<?> base, Class<?> top) {
        Map<String, Method> newest = new LinkedHashMap<>();
        Map<String, KernelFunction> functions = new LinkedHashMap<>();
        read(top, newest, functions);
        return functions.entrySet().stream()
                .map(
                        one ->
                                new PatchableFunction(
                                        one.getValue(), base, top, newest.get(one.getKey())))
                .sorted(
                        Comparator.comparing((PatchableFunction one) -> one.kernel().name())
                                .thenComparing(one -> key(one.method())))
                .toList();
    }

    private static void read(
            Class<?> top, Map<String, Method> newest, Map<String, KernelFunction> functions) {
        for (Class<?> c = top; c != KernelCode.class; c = c.getSuperclass()) {
            for (Method method : c.getDeclaredMethods()) {
                if (!method.isSynthetic() && isOpen(method)) {
                    newest.putIfAbsent(key(method), method);
                    KernelFunction function = method.getAnnotation(KernelFunction.class);
                    if (function != null) {
                        functions.putIfAbsent(key(method), function);
                    }
                }
            }
        }
    }

    /**
     * The methods of a component that stand for no function of their own but for a part of one, and
     * that can be overridden; by name.
     */
    static List<Method> parts(Class<?> top) {
        Map<String, Method> newest = new LinkedHashMap<>();
        Map<String, KernelFunction> functions = new LinkedHashMap<>();
        read(top, newest, functions);
        newest.keySet().removeAll(functions.keySet());
        return newest.values().stream()
                .sorted(Comparator.comparing(PatchableFunction::key))
                .toList();
    }

    private static boolean isOpen(Method method) {
        int closed = Modifier.PRIVATE | Modifier.STATIC | Modifier.FINAL;
        return (method.getModifiers() & closed) == 0
                && (method.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0;
    }

    private static String key(Method method) {
        return method.getName() + Type.getMethodDescriptor(method);
    }

    /** The method of the model, with its class: {@code v3_13.FuseFile.fuseWritepages}. */
    public String model() {
        return shortName(method.getDeclaringClass()) + "." + method.getName();
    }

    /** A class without the packages that all have: {@code FuseFile}, {@code v3_13.FuseFile}. */
    static String shortName(Class<?> type) {
        String name = type.getName().replaceFirst("_on_.*", "");
        return name.replaceFirst(
                "^nowrite\\.model\\.(kernel\\.|revert\\.|proposal\\.|client\\.)?", "");
    }

    /** The names of a method's parameter types, as the source writes them. */
    static List<String> parameters(Method method) {
        return Arrays.stream(method.getParameterTypes()).map(Class::getSimpleName).toList();
    }
}
