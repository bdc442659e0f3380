package nowrite.stress.explore;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nowrite.stress.explore.step.Explorable;
import nowrite.stress.explore.step.LocalState;
import nowrite.stress.explore.step.Stepper;

/** States in words: the canonical view of the shared state, and where each context stands. */
final class Views {
    private final Explorable model;
    private final Stepper stepper;

    Views(Explorable model, Stepper stepper) {
        this.model = model;
        this.stepper = stepper;
    }

    /** Paths and texts of a state. */
    Map<String, String> of(int shared, List<LocalState> positions) {
        Map<String, String> view = ofShared(shared);
        positions.forEach(local -> view.putAll(ofLocal(local)));
        return view;
    }

    /** Paths and texts of a shared state. */
    Map<String, String> ofShared(int shared) {
        stepper.shared().load(shared);
        return new LinkedHashMap<>(model.view());
    }

    /** Paths and texts of where a context stands. */
    Map<String, String> ofLocal(LocalState local) {
        Map<String, String> view = new LinkedHashMap<>();
        String name = model.contextName(local.context());
        if (!model.isDaemon(local.context())) {
            view.put(name + ".op", String.valueOf(local.operation() + 1));
        }
        view.put(name + ".pc", local.labelText());
        if (!local.stack().isEmpty()) {
            view.put(name + ".stack", "[" + String.join(" ", local.stack()) + "]");
        }
        if (local.kind() == LocalState.Kind.WAIT && local.queuePlace() < 0) {
            model.ownLocks()
                    .forEach(
                            (path, lock) -> {
                                if (stepper.shared().firstPlace(lock) == local.lockPlace()) {
                                    view.put(name + ".wants", path);
                                }
                            });
        }
        local.locals().forEach((k, v) -> view.put(name + ".loc." + k, String.valueOf(v)));
        return view;
    }

    /** Live locals in words. */
    static Map<String, String> locals(LocalState local) {
        Map<String, String> texts = new LinkedHashMap<>();
        local.locals().forEach((name, value) -> texts.put(name, String.valueOf(value)));
        return texts;
    }
}
