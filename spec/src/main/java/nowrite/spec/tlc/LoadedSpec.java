package nowrite.spec.tlc;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.scenario.Scenario;
import tlc2.tool.Action;
import tlc2.tool.StateVec;
import tlc2.tool.TLCState;
import tlc2.tool.impl.FastTool;
import tlc2.util.FP64;
import tlc2.value.impl.IntValue;
import util.SimpleFilenameToStream;
import util.ToolIO;

/**
 * A specification on a scenario that TLC's evaluator works on inside this JVM: its steps and its
 * conditions, for single states. For who asks about many specifications that differ little, such as
 * mutants, where a JVM for each would cost more than the answers.
 *
 * <p>TLC keeps the variables of a specification in statics, so all specifications of one JVM must
 * have the same variables, and only one thread may use them. States can be handed from one
 * specification to another. Nothing temporal is asked here.
 */
public final class LoadedSpec {

    private final FastTool tool;
    private final Map<String, List<Action>> actions = new TreeMap<>();
    private final List<Condition> conditions = new ArrayList<>();
    private final Map<String, Action> invariants = new HashMap<>();

    private LoadedSpec(FastTool tool, List<McModule.Probe> probes) {
        this.tool = tool;
        for (Action action : tool.getActions()) {
            Object context = action.con.lookup(symbol -> true);
            int number = context instanceof IntValue value ? value.val : 0;
            actions.computeIfAbsent(action.getName() + " " + number, key -> new ArrayList<>())
                    .add(action);
        }
        Action[] checked = tool.getInvariants();
        String[] names = tool.getInvNames();
        for (int i = 0; i < names.length; i++) {
            conditions.add(condition(names[i], probes));
            invariants.put(names[i], checked[i]);
        }
    }

    /**
     * Loads a specification.
     *
     * @param kernels the modules
     * @param changed a folder whose modules stand in for those of the same name; it may be empty
     * @param work a folder for what is generated
     * @throws TlcException if the modules are not a specification
     * @throws IOException if the folder cannot be written
     */
    public static LoadedSpec load(
            Scenario scenario, KernelId kernel, TlaKernels kernels, Path changed, Path work)
            throws IOException {
        McModule module = new McModule(scenario, kernel, kernels);
        module.writeConditions(work);
        Said said = new Said();
        PrintStream before = ToolIO.out;
        ToolIO.out = new PrintStream(said, true, StandardCharsets.UTF_8);
        try {
            FP64.Init(0);
            TlcStrings.forgetDefinitions();
            FastTool tool =
                    new FastTool(
                            work.toString(),
                            "MC",
                            "MC",
                            new Modules(List.of(changed, work, kernels.folder())));
            return new LoadedSpec(tool, module.probes());
        } catch (RuntimeException | Error e) {
            throw new TlcException("not a specification: " + e.getMessage() + said.tail());
        } finally {
            ToolIO.out = before;
        }
    }

    /** The initial states. */
    List<TLCState> initial() {
        return list(tool.getInitStates());
    }

    /** The actions by name and context, such as {@code Store_access 1}. */
    Set<String> actions() {
        return actions.keySet();
    }

    /** The names of the actions, without the context. */
    public Set<String> actionNames() {
        Set<String> names = new TreeSet<>();
        actions.keySet().forEach(action -> names.add(action.substring(0, action.indexOf(' '))));
        return names;
    }

    /** Where an action leads from a state, in no order, some perhaps twice. */
    List<TLCState> successors(String action, TLCState state) {
        List<TLCState> successors = new ArrayList<>();
        for (Action one : actions.getOrDefault(action, List.of())) {
            for (TLCState successor : list(tool.getNextStates(one, state))) {
                if (!successor.allAssigned()) {
                    throw new TlcException(
                            action + " does not say what becomes of " + successor.getUnassigned());
                }
                successors.add(successor);
            }
        }
        return successors;
    }

    /**
     * A condition that is part of the verdicts.
     *
     * @param name the invariant that it is
     * @param isProperty whether it must be true everywhere; else it is looked for
     * @param isAboutEnds whether it asks what can move, so that it can only tell something where
     *     nothing can
     * @param operator the operator that it is, such as {@code P1} or {@code Premise_P1}
     * @param words its name in reports: {@code P1}, {@code the premise of P1}, {@code reach
     *     cropped}
     */
    record Condition(
            String name, boolean isProperty, boolean isAboutEnds, String operator, String words) {}

    private static Condition condition(String name, List<McModule.Probe> probes) {
        if (!name.startsWith(McModule.PROBE)) {
            return new Condition(name, true, name.equals(Property.P8.name()), name, name);
        }
        int number = Integer.parseInt(name.substring(McModule.PROBE.length()));
        McModule.Probe probe = probes.get(number - 1);
        return switch (probe.kind()) {
            case PREMISE ->
                    new Condition(
                            name,
                            false,
                            false,
                            probe.condition(),
                            "the premise of " + probe.name());
            case REACH ->
                    new Condition(
                            name,
                            false,
                            false,
                            probe.condition().replaceFirst("\\(.*", ""),
                            "reach " + probe.name());
            case BLOCKED ->
                    new Condition(
                            name,
                            false,
                            true,
                            "Accepted",
                            "task " + probe.name() + " blocks for good");
        };
    }

    /** The conditions: properties, then what is looked for. */
    List<Condition> conditions() {
        return conditions;
    }

    /** Whether a condition is true in a state. */
    boolean holds(Condition condition, TLCState state) {
        return tool.isValid(invariants.get(condition.name()), state);
    }

    private static List<TLCState> list(StateVec states) {
        List<TLCState> list = new ArrayList<>();
        for (int i = 0; i < states.size(); i++) {
            list.add(states.elementAt(i));
        }
        return list;
    }

    /** Finds modules in folders, the first folder that has one wins; then TLC's own. */
    private static final class Modules extends SimpleFilenameToStream {
        // TLC unpacks its own modules anew each time.
        private static final Map<String, File> OWN = new HashMap<>();

        private final List<Path> folders;

        Modules(List<Path> folders) {
            this.folders = folders;
        }

        @Override
        public File resolve(String name, boolean isModule) {
            String file = name.substring(name.lastIndexOf('/') + 1);
            for (Path folder : folders) {
                for (String suffix : isModule ? List.of(".tla", "") : List.of("")) {
                    File candidate = folder.resolve(file + suffix).toFile();
                    if (candidate.isFile()) {
                        return candidate;
                    }
                }
            }
            return OWN.computeIfAbsent(name, own -> super.resolve(own, isModule));
        }
    }

    /** What TLC says while it loads; shown when it fails. */
    private static final class Said extends OutputStream {
        private static final int LINES = 12;
        private final StringBuilder text = new StringBuilder();

        @Override
        public void write(int octet) {
            text.append((char) octet);
        }

        String tail() {
            List<String> lines =
                    new ArrayList<>(Arrays.asList(text.toString().strip().split("\n")));
            lines.removeIf(
                    line -> line.matches("(Parsing file|Semantic processing|Starting\\.\\.\\.).*"));
            Set<String> last =
                    new LinkedHashSet<>(
                            lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
            return last.isEmpty() ? "" : "; " + String.join(" ", new TreeSet<>(last));
        }
    }
}
