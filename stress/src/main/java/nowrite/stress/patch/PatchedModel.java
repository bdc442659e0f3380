package nowrite.stress.patch;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import nowrite.model.kernel.Kernel;
import nowrite.model.seam.Lock;
import nowrite.model.seam.WaitQueue;
import nowrite.stress.explore.state.ModelFault;
import nowrite.stress.explore.step.Explorable;
import nowrite.stress.patch.measure.Components;
import nowrite.stress.patch.measure.Operations;

/**
 * A model with a patch: says where the patch's code was when it threw something, is watched while
 * it runs, and shows the patch's own fields.
 */
final class PatchedModel implements Explorable {
    private final Explorable model;
    private final StuckWatch watch;
    private final PlaceOfFailure place;

    PatchedModel(Explorable model, StuckWatch watch, PlaceOfFailure place) {
        this.model = model;
        this.watch = watch;
        this.place = place;
    }

    @Override
    public Object kernel() {
        return model.kernel();
    }

    @Override
    public int contexts() {
        return model.contexts();
    }

    @Override
    public boolean isDaemon(int context) {
        return model.isDaemon(context);
    }

    @Override
    public int operations(int context) {
        return model.operations(context);
    }

    @Override
    public String contextName(int context) {
        return model.contextName(context);
    }

    @Override
    public void run(int context, int operation) {
        Kernel k = (Kernel) model.kernel();
        LockProbe.runs(k, context, Operations.name(k.scenario, context, operation));
        watch.begins();
        try {
            model.run(context, operation);
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            place.thrown(e);
            throw e;
        } catch (OutOfMemoryError e) {
            if (place.isInnermost(e)) {
                throw new ModelFault(
                        place.of(e) + ": the memory ran out: the patch allocates without end", e);
            }
            throw e;
        } finally {
            watch.ends();
        }
    }

    @Override
    public long violated() {
        return model.violated();
    }

    @Override
    public long exercised() {
        return model.exercised();
    }

    @Override
    public boolean daemonOwes() {
        return model.daemonOwes();
    }

    @Override
    public Map<String, String> view() {
        Map<String, String> view = new LinkedHashMap<>(model.view());
        Kernel k = (Kernel) model.kernel();
        for (Object component : Components.of(k)) {
            for (Class<?> c = component.getClass(); place.isOfPatch(c); c = c.getSuperclass()) {
                for (Field field : c.getDeclaredFields()) {
                    if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
                        view.put(
                                PlaceOfFailure.plain(c.getName()) + "." + field.getName(),
                                text(field, component));
                    }
                }
            }
        }
        return view;
    }

    private String text(Field field, Object owner) {
        try {
            field.setAccessible(true);
            return text(field.get(owner));
        } catch (ReflectiveOperationException e) {
            return "?";
        }
    }

    private String text(Object value) {
        if (value instanceof Lock lock) {
            return contextName(lock.holder);
        }
        if (value instanceof WaitQueue queue) {
            StringJoiner waiting = new StringJoiner(" ", "[", "]");
            for (int entry : queue.entries) {
                if (entry != 0) {
                    waiting.add(contextName(Math.abs(entry)));
                }
            }
            return waiting.toString();
        }
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
        return plain ? value.toString() : value == null ? "-" : value.getClass().getSimpleName();
    }

    @Override
    public boolean reached(String condition) {
        return model.reached(condition);
    }

    @Override
    public Waiting blame(int context, String label, Map<String, Integer> locals) {
        return model.blame(context, label, locals);
    }

    @Override
    public boolean isBug(RuntimeException thrown) {
        return model.isBug(thrown);
    }
}
