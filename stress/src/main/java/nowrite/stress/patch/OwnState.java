package nowrite.stress.patch;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.IntFunction;
import nowrite.model.kernel.Kernel;
import nowrite.model.seam.Lock;
import nowrite.model.seam.WaitQueue;
import nowrite.stress.patch.measure.Components;

/**
 * A patch's own fields as a trace shows them: {@code MyIdeaFuseFile.count}, and its locks and wait
 * queues by the names that they were given, {@code lock(mine)} and {@code queue(turn)}.
 */
final class OwnState {
    private static final String FREE = "-";

    private final PlaceOfFailure place;
    private final IntFunction<String> contextName;
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<String, Object> locks = new LinkedHashMap<>();
    private final Map<Object, Boolean> seen = new IdentityHashMap<>();

    private OwnState(PlaceOfFailure place, IntFunction<String> contextName) {
        this.place = place;
        this.contextName = contextName;
    }

    /**
     * Reads the fields as they are now.
     *
     * @param contextName the name of a context
     */
    static OwnState of(Kernel k, PlaceOfFailure place, IntFunction<String> contextName) {
        OwnState state = new OwnState(place, contextName);
        for (Object component : Components.of(k)) {
            for (Class<?> c = component.getClass(); place.isOfPatch(c); c = c.getSuperclass()) {
                state.fields(PlaceOfFailure.plain(c.getName()), c, component);
            }
        }
        return state;
    }

    /** Paths and texts. */
    Map<String, String> texts() {
        return texts;
    }

    /** The locks, by their paths. */
    Map<String, Object> locks() {
        return locks;
    }

    private void fields(String path, Class<?> type, Object owner) {
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
                try {
                    field.setAccessible(true);
                    add(path + "." + field.getName(), field.get(owner));
                } catch (ReflectiveOperationException e) {
                    texts.put(path + "." + field.getName(), "?");
                }
            }
        }
    }

    private void add(String path, Object value) {
        if (value instanceof Lock lock) {
            if (seen.put(lock, true) == null) {
                String name = free("lock", lock.name());
                locks.put(name, lock);
                texts.put(name, contextName.apply(lock.holder));
            }
        } else if (value instanceof WaitQueue queue) {
            if (seen.put(queue, true) == null) {
                texts.put(free("queue", queue.name()), sleepers(queue));
            }
        } else if (value instanceof Object[] many) {
            objects(path, many);
        } else if (value != null && place.isOfPatch(value.getClass())) {
            if (seen.put(value, true) == null) {
                fields(path, value.getClass(), value);
            }
        } else {
            texts.put(path, text(value));
        }
    }

    private void objects(String path, Object[] many) {
        boolean plain = many instanceof String[] || many instanceof Enum[];
        if (plain) {
            texts.put(path, text(many));
            return;
        }
        for (int i = 0; i < many.length; i++) {
            add(path + "[" + i + "]", many[i]);
        }
    }

    /** Two may have one name. */
    private String free(String kind, String name) {
        String path = kind + "(" + name + ")";
        for (int i = 2; texts.containsKey(path); i++) {
            path = kind + "(" + name + " " + i + ")";
        }
        return path;
    }

    private String sleepers(WaitQueue queue) {
        StringJoiner waiting = new StringJoiner(" ", "[", "]");
        for (int entry : queue.entries) {
            if (entry != 0) {
                waiting.add(contextName.apply(Math.abs(entry)));
            }
        }
        return waiting.toString();
    }

    private static String text(Object value) {
        if (value != null && value.getClass().isArray()) {
            StringJoiner all = new StringJoiner(" ", "[", "]");
            for (int i = 0; i < Array.getLength(value); i++) {
                all.add(text(Array.get(value, i)));
            }
            return all.toString();
        }
        boolean plain =
                value instanceof Integer
                        || value instanceof Boolean
                        || value instanceof String
                        || value instanceof Enum;
        return plain ? value.toString() : value == null ? FREE : value.getClass().getSimpleName();
    }
}
