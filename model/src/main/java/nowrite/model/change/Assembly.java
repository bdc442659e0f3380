package nowrite.model.change;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nowrite.model.kernel.KernelCode;
import org.objectweb.asm.Type;

/**
 * The classes of one generation. Each component (fs/fuse/file.c, say) is a chain: the class of the
 * first generation, then that of each later generation that changed it. A change puts a subclass on
 * top of a component's chain, or takes a later generation's class out of it (a revert of all that
 * this generation did to the component).
 */
public final class Assembly {
    private final Map<Class<?>, List<Class<?>>> chains = new LinkedHashMap<>();
    private final List<Class<?>> later;

    /**
     * A generation.
     *
     * @param classes the classes of this generation and of all before it, the oldest first
     * @param later the classes of later generations
     */
    public Assembly(List<Class<?>> classes, List<Class<?>> later) {
        this.later = List.copyOf(later);
        for (Class<?> one : classes) {
            chains.computeIfAbsent(component(one), c -> new ArrayList<>()).add(one);
        }
    }

    /** The first class of a component's chain. */
    static Class<?> component(Class<?> type) {
        Class<?> c = type;
        while (c.getSuperclass() != KernelCode.class) {
            c = c.getSuperclass();
        }
        return c;
    }

    /**
     * Whether a change can be applied to this generation.
     *
     * @param change its classes; of those that belong to one component one must fit
     */
    public boolean fits(List<Class<?>> change) {
        return chosen(change).isPresent();
    }

    /** Whether a class changes a component that there is here. */
    public boolean hasComponent(Class<?> type) {
        return chains.containsKey(component(type));
    }

    /** For each component that the change concerns here, the class that fits. */
    private Optional<Map<Class<?>, Class<?>>> chosen(List<Class<?>> change) {
        Map<Class<?>, Class<?>> chosen = new LinkedHashMap<>();
        for (Class<?> one : change) {
            if (concerns(one)) {
                chosen.putIfAbsent(component(one), null);
                Class<?> other = chosen.get(component(one));
                if (fits(one) && (other == null || place(other) < place(one))) {
                    chosen.put(component(one), one);
                }
            }
        }
        return chosen.isEmpty() || chosen.containsValue(null)
                ? Optional.empty()
                : Optional.of(chosen);
    }

    private List<Class<?>> chain(Class<?> type) {
        return chains.getOrDefault(component(type), List.of());
    }

    private boolean isTakenOut(Class<?> type) {
        return chain(type).indexOf(type) > 0;
    }

    /** Place in the chain of the class that a change was written for; -1 if it is not there. */
    private int place(Class<?> type) {
        return chain(type).indexOf(isTakenOut(type) ? type : type.getSuperclass());
    }

    private boolean concerns(Class<?> type) {
        return place(type) >= 0 && !later.contains(type);
    }

    /** What it replaces has not been replaced since by a later generation. */
    private boolean fits(Class<?> type) {
        List<Class<?>> chain = chain(type);
        Class<?> writtenFor = chain.get(place(type));
        Class<?> top = chain.get(chain.size() - 1);
        for (Method method : Methods.overridable(type)) {
            Method old = Methods.find(writtenFor, method);
            if (old != null && !old.equals(Methods.find(top, method))) {
                return false;
            }
        }
        return true;
    }

    /**
     * The class of each component when changes are applied.
     *
     * @param changes the classes of each change, by its name; all of them fit
     * @throws IllegalArgumentException if two changes replace the same function, or one cannot be
     *     put on another; the message is for a person
     */
    public List<Class<?>> assemble(Map<String, List<Class<?>>> changes) {
        return assemble(changes, Map.of());
    }

    /**
     * The class of each component when changes are applied, and then patches on top of them: a
     * patch may replace what a change has replaced.
     *
     * @param changes the classes of each change, by its name; all of them fit
     * @param patches the classes of each patch, by its name; all of them fit
     * @throws IllegalArgumentException if two changes, or two patches, replace the same function,
     *     or one cannot be put on another; the message is for a person
     */
    public List<Class<?>> assemble(
            Map<String, List<Class<?>>> changes, Map<String, List<Class<?>>> patches) {
        Map<Class<?>, Map<Class<?>, String>> changed = byComponent(changes);
        Map<Class<?>, Map<Class<?>, String>> patched = byComponent(patches);
        List<Class<?>> all = new ArrayList<>();
        chains.forEach(
                (component, chain) ->
                        all.add(
                                stacked(
                                        chain,
                                        changed.getOrDefault(component, Map.of()),
                                        patched.getOrDefault(component, Map.of()))));
        return all;
    }

    private Map<Class<?>, Map<Class<?>, String>> byComponent(Map<String, List<Class<?>>> changes) {
        Map<Class<?>, Map<Class<?>, String>> byComponent = new LinkedHashMap<>();
        changes.forEach(
                (name, classes) ->
                        chosen(classes)
                                .orElseThrow()
                                .forEach(
                                        (component, one) ->
                                                byComponent
                                                        .computeIfAbsent(
                                                                component,
                                                                c -> new LinkedHashMap<>())
                                                        .put(one, name)));
        return byComponent;
    }

    private Class<?> stacked(
            List<Class<?>> chain, Map<Class<?>, String> changes, Map<Class<?>, String> patches) {
        checkConflicts(changes);
        checkConflicts(patches);
        List<Class<?>> order = new ArrayList<>(chain);
        order.removeAll(changes.keySet());
        for (Map<Class<?>, String> named : List.of(changes, patches)) {
            List<Class<?>> added = new ArrayList<>(named.keySet());
            added.removeAll(chain);
            added.sort(Comparator.comparing(named::get));
            order.addAll(added);
        }
        Class<?> top = order.get(0);
        for (int i = 1; i < order.size(); i++) {
            top = Rebase.put(order.get(i), top, i + 1 == order.size());
        }
        return top;
    }

    private void checkConflicts(Map<Class<?>, String> changes) {
        Map<String, String> replaced = new LinkedHashMap<>();
        changes.forEach(
                (type, name) -> {
                    for (Method method : Methods.overridable(type)) {
                        Method old = Methods.find(type.getSuperclass(), method);
                        String other = old == null ? null : replaced.put(key(method), name);
                        if (other != null) {
                            throw new IllegalArgumentException(
                                    "'"
                                            + other
                                            + "' and '"
                                            + name
                                            + "' cannot be combined: both replace "
                                            + component(type).getSimpleName()
                                            + "."
                                            + method.getName()
                                            + ", and nothing is written for both");
                        }
                    }
                });
    }

    private static String key(Method method) {
        return method.getName() + Type.getMethodDescriptor(method);
    }
}
