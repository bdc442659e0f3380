package nowrite.spec.tlc;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import nowrite.spec.log.LogEvent;
import nowrite.spec.log.StepLog;
import nowrite.spec.scenario.Scenario;

/** Whether a state of the specification is what an event says. */
final class LogMatch {

    /** What a path has in a state in which it is not there. */
    static final String ABSENT = "(absent)";

    /** What a log of threads has of the inode. */
    private static final Set<String> INODE =
            Set.of(
                    "i_size",
                    "i_mutex",
                    "fc->lock",
                    "writectr",
                    "queued_writes",
                    "writepages",
                    "pending");

    /** What the text of a request ends with that others than the daemon may change meanwhile. */
    private static final Pattern OTHERS_TURN =
            Pattern.compile("( waited-for)?( fh \\S+( unheld)?)?( then \\S+)?$");

    private static final String PAGE = ".loc.page";

    private final Scenario scenario;
    private final boolean whole;
    private final boolean stacks;

    /** Comparisons with a log of a scenario. */
    LogMatch(Scenario scenario, StepLog log) {
        this.scenario = scenario;
        this.whole = log.isWhole();
        this.stacks = log.hasStacks();
    }

    /** Whether a label is one of several that a context can choose from where it stands. */
    static boolean isChoice(String stands, String label) {
        int colon = label.indexOf(':');
        return label.startsWith(stands + "_")
                || stands.startsWith("daemon:")
                        && colon > 0
                        && stands.startsWith(label.substring(0, colon + 1));
    }

    /** The name of a context. */
    String name(int context) {
        return scenario.contextName(context);
    }

    /** Whether the state after a step is what the event says. */
    boolean after(SpecSteps.Step step, LogEvent event) {
        return event.open()
                || step.after().stands(step.context()).equals(event.next())
                        && difference(step.after(), step.context(), event, true).isEmpty();
    }

    /** Whether a state is what an event says that changed nothing but wait queues. */
    boolean stays(SpecSteps.State state, int context, LogEvent event) {
        String stands = state.stands(context);
        boolean there =
                stands.equals(event.label())
                        || stands.replace(".test", "").equals(event.label().replace(".test", ""));
        return there && difference(state, context, event, false).isEmpty();
    }

    /** Where the state after a step differs from the event: path to the state's text. */
    Map<String, String> difference(SpecSteps.Step step, LogEvent event) {
        Map<String, String> difference = difference(step.after(), step.context(), event, true);
        String stands = step.after().stands(step.context());
        if (event.next() != null && !stands.equals(event.next())) {
            difference.put(event.task() + ".pc", stands);
        }
        return difference;
    }

    /** Where a state differs from what a log says of it: path to the state's text. */
    Map<String, String> difference(SpecSteps.State state, Map<String, String> said) {
        return difference(view(state, EnumSet.allOf(TlaView.Part.class)), said, "", true);
    }

    private Map<String, String> difference(
            SpecSteps.State state, int context, LogEvent event, boolean pageIndex) {
        Map<String, String> view = view(state, parts(event));
        if (!whole) {
            List<String> position = TlaView.Part.CONTEXTS.variables();
            view.putAll(TlaView.ofContext(scenario, state.words(position), context));
        }
        return difference(view, event.saw(), event.task(), pageIndex);
    }

    private Map<String, String> view(SpecSteps.State state, Set<TlaView.Part> parts) {
        Map<String, String> view = new LinkedHashMap<>();
        for (TlaView.Part part : parts) {
            view.putAll(TlaView.of(scenario, state.words(part.variables()), part));
        }
        return view;
    }

    private Map<String, String> difference(
            Map<String, String> view, Map<String, String> said, String task, boolean pageIndex) {
        Map<String, String> difference = new LinkedHashMap<>();
        said.forEach(
                (path, text) -> {
                    String spec = view.getOrDefault(path, ABSENT);
                    if (!same(path, spec, text, pageIndex)) {
                        difference.put(path, spec);
                    }
                });
        view.forEach(
                (path, spec) -> {
                    boolean must =
                            whole
                                    ? stacks || !path.endsWith(".stack")
                                    : path.startsWith(task + ".loc.") && !path.endsWith(PAGE);
                    if (must && !said.containsKey(path)) {
                        difference.put(path, spec);
                    }
                });
        return difference;
    }

    /**
     * Threads may get other frames for a page than the specification; its index must be the same.
     */
    private boolean same(String path, String spec, String log, boolean pageIndex) {
        if (spec.equals(log)) {
            return true;
        }
        if (whole) {
            return false;
        }
        if (path.endsWith(PAGE)) {
            return !pageIndex || index(spec) == index(log) && index(log) >= 0;
        }
        if (path.startsWith("req.")) {
            return OTHERS_TURN.matcher(spec).replaceFirst("").equals(log);
        }
        return path.startsWith("pte.") && spec.startsWith(log + " ");
    }

    /** The parts of the view that an event is about, besides its own context: all takes time. */
    private Set<TlaView.Part> parts(LogEvent event) {
        if (whole) {
            return EnumSet.allOf(TlaView.Part.class);
        }
        Set<TlaView.Part> parts = EnumSet.noneOf(TlaView.Part.class);
        for (String path : event.saw().keySet()) {
            if (path.startsWith("req.")) {
                parts.add(TlaView.Part.REQUESTS);
            } else if (path.startsWith("daemon.")) {
                parts.add(TlaView.Part.SERVER);
            } else if (path.startsWith("pte.")) {
                parts.add(TlaView.Part.PAGE_TABLES);
            } else if (INODE.contains(path)) {
                parts.add(TlaView.Part.INODE);
            } else if (!path.startsWith(event.task() + ".")) {
                return EnumSet.allOf(TlaView.Part.class);
            }
        }
        return parts;
    }

    private int index(String frame) {
        return frame.matches("[1-9][0-9]*")
                ? (Integer.parseInt(frame) - 1) / scenario.frames()
                : -1;
    }
}
