package nowrite.stress.patch.measure;

import java.util.Locale;
import nowrite.spec.scenario.Op;
import nowrite.spec.scenario.Scenario;

/** The names of operations, without what they are about. */
public final class Operations {

    private Operations() {}

    /** What a context does: {@code writepages none}; of a context of the daemon's, the daemon. */
    public static String name(Scenario scenario, int context, int operation) {
        if (context > scenario.tasks().size()) {
            return LockClasses.DAEMON;
        }
        Op op = scenario.tasks().get(context - 1).ops().get(operation);
        String name =
                switch (op.kind()) {
                    case WRITEPAGES -> op.syncAll() ? "writepages all" : "writepages none";
                    default -> op.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
                };
        return context == scenario.allocator() ? name + " in the daemon's own allocation" : name;
    }
}
