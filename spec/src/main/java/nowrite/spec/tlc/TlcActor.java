package nowrite.spec.tlc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import nowrite.spec.scenario.Scenario;

/** Who acted in a step of a behaviour, and what the step is called. */
final class TlcActor {

    /** How the steps are named at which a task sleeps; unlock_page is none. */
    private static final Pattern WAIT = Pattern.compile(".*:(wait.*|(find_)?lock_page)");

    private static final List<String> CONTROL = List.of("pc", "stk", "loc", "ip");

    private TlcActor() {}

    /**
     * The context that took the step from one state to the next: the only one whose control
     * changed. A step that goes round its own label changes nobody's control; then it is the only
     * context that stands at the step that the action is named after.
     *
     * @throws TlcException if it is not unique
     */
    static int of(Scenario scenario, TlcState before, TlcState after) {
        List<Integer> changed = new ArrayList<>();
        List<Integer> standing = new ArrayList<>();
        for (int context = 1; context <= scenario.contexts(); context++) {
            if (controlChanged(scenario, before, after, context)) {
                changed.add(context);
            }
            if (isNamedAfter(after.action(), before.get("pc").at(context).asString())) {
                standing.add(context);
            }
        }
        List<Integer> candidates = changed.isEmpty() ? standing : changed;
        if (candidates.size() != 1) {
            throw new TlcException(
                    "it is not clear who took step "
                            + before.number()
                            + " ("
                            + after.action()
                            + "): contexts "
                            + candidates);
        }
        return candidates.get(0);
    }

    private static boolean controlChanged(
            Scenario scenario, TlcState before, TlcState after, int context) {
        boolean task = context <= scenario.tasks().size();
        for (String variable : task ? CONTROL : CONTROL.subList(0, 3)) {
            if (!before.get(variable).at(context).equals(after.get(variable).at(context))) {
                return true;
            }
        }
        return false;
    }

    /**
     * The label of the step: where the context stood, or, where it had a choice, the choice that
     * the action is named after.
     */
    static String label(Scenario scenario, TlcState before, TlcState after, int context) {
        return label(TlaView.label(scenario, before, context), after.action());
    }

    /**
     * The label of the step that an action takes from a label.
     *
     * @param label where the context stood
     * @param action the action's name without reverts
     */
    static String label(String label, String action) {
        int colon = label.indexOf(':');
        String function = label.substring(0, Math.max(colon, 0));
        String step = label.substring(colon + 1);
        int cut = action.indexOf('_');
        String chosen = action.substring(cut + 1);
        boolean choice = function.equals("daemon") || chosen.startsWith(step + "_");
        if (cut > 0 && choice && plain(function).equals(plain(action.substring(0, cut)))) {
            return function + ":" + chosen;
        }
        return label;
    }

    /** Whether a step is a wait, as far as its name says; Coverage checks that names say it. */
    static boolean isWait(String label) {
        return WAIT.matcher(label).matches();
    }

    /** FuseSendWritepage_drop is named after fuse_send_writepage:drop. */
    private static boolean isNamedAfter(String action, String label) {
        int cut = action.indexOf('_');
        int colon = label.indexOf(':');
        return cut > 0
                && colon > 0
                && plain(action.substring(0, cut)).equals(plain(label.substring(0, colon)))
                && action.substring(cut + 1).equals(label.substring(colon + 1));
    }

    private static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }
}
