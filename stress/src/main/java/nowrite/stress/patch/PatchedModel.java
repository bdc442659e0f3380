package nowrite.stress.patch;

import java.util.LinkedHashMap;
import java.util.Map;
import nowrite.model.kernel.Kernel;
import nowrite.stress.explore.state.ModelFault;
import nowrite.stress.explore.step.Explorable;
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
        view.putAll(own().texts());
        return view;
    }

    @Override
    public Map<String, Object> ownLocks() {
        return own().locks();
    }

    private OwnState own() {
        return OwnState.of((Kernel) model.kernel(), place, this::contextName);
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
