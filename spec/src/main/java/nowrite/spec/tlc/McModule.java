package nowrite.spec.tlc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.scenario.Op;
import nowrite.spec.scenario.Reach;
import nowrite.spec.scenario.ReachCondition;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.SetattrOutcome;
import nowrite.spec.scenario.Task;

/**
 * The generated root module and configuration for one scenario on one kernel.
 *
 * <p>The module has one invariant, {@code Check}. The first state that violates a property makes it
 * false once: TLC prints the property's number and the shortest schedule, and with {@code
 * -continue} goes on. Registers remember what has been seen. {@code Probes} prints once for every
 * condition that some state meets.
 *
 * <p>Property 0 is the canary: "nothing ever moves". The first step violates it, so every run that
 * looks at the states and reports what it finds reports that too.
 */
public final class McModule {

    /** First word of what the module prints when a property is violated. */
    static final String VIOLATED = "VIOLATED";

    /** First word of what the module prints when a probe is met. */
    static final String MET = "MET";

    static final String INVARIANTS = "INVARIANTS";

    /** The number under which the canary is reported; the properties follow it. */
    static final int CANARY = 0;

    private static final int CANARY_REGISTER = 100;

    /** The name of a probe, before its number. */
    static final String PROBE = "Probe_";

    private static final String CHECK = "Check";
    private static final String MOVES = "MC_Moves";
    private static final String NO_DEADLOCK = "MC_P8";
    private static final String FAIR = "MC_Fair";
    private static final String FINISH = "MC_Finish";

    /** Every task that never named the file finishes. */
    static final String OUTSIDERS_FINISH = "\\A t \\in MC_Outside : <>(pc[t] = \"done\")";

    private static final int FIRST_PROBE_REGISTER = 201;

    /**
     * Something that is looked for in the states.
     *
     * @param kind what it stands for
     * @param name the reach condition's text, the task's name, or the property's name
     * @param condition the condition in TLA+
     */
    record Probe(Kind kind, String name, String condition) {
        /** What a probe stands for. */
        enum Kind {
            REACH,
            BLOCKED,
            PREMISE
        }
    }

    private final Scenario scenario;
    private final KernelId kernel;
    private final TlaKernels kernels;
    private final List<Probe> probes = new ArrayList<>();

    /**
     * Prepares the module.
     *
     * @throws IllegalArgumentException if the kernel does not exist, its reverts do not go
     *     together, or a reach condition has no operator
     */
    public McModule(Scenario scenario, KernelId kernel, TlaKernels kernels) {
        this.scenario = scenario;
        this.kernel = kernel;
        this.kernels = kernels;
        kernels.replacements(kernel, scenario.client());
        for (Reach reach : scenario.reach()) {
            probes.add(new Probe(Probe.Kind.REACH, reach.text(), condition(reach)));
        }
        if (scenario.silent()) {
            for (Task task : scenario.tasks()) {
                String condition =
                        "pc[" + task.number() + "] # \"done\" /\\ Accepted /\\ ~ENABLED Next";
                probes.add(new Probe(Probe.Kind.BLOCKED, task.name(), condition));
            }
        }
        for (Property property : Property.values()) {
            String premise = "Premise_" + property;
            if (kernels.defines(premise)) {
                probes.add(new Probe(Probe.Kind.PREMISE, property.name(), premise));
            }
        }
    }

    private String condition(Reach reach) {
        return switch (reach.kind()) {
            case AT -> {
                String label = reach.argument();
                String base = label.replaceFirst("\\.test$", "");
                yield (base.equals(label) ? "Reach_at(\"" : "Reach_at_test(\"") + base + "\")";
            }
            case ASLEEP -> "Reach_asleep(\"" + reach.argument() + "\")";
            case NAMED -> {
                String operator = ReachCondition.of(reach.argument()).orElseThrow().operator();
                if (!kernels.defines(operator)) {
                    throw new IllegalArgumentException(
                            "no module defines " + operator + " for 'reach " + reach.text() + "'");
                }
                yield operator;
            }
        };
    }

    /** What the module looks for; probe i prints i, from 1. */
    List<Probe> probes() {
        return probes;
    }

    /** The properties that the module checks; property i prints i, from 1. */
    List<Property> properties() {
        return List.of(Property.values());
    }

    /**
     * Writes MC.tla and MC.cfg.
     *
     * @throws IOException if they cannot be written
     */
    public void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("MC.tla"), module());
        Files.writeString(directory.resolve("MC.cfg"), configuration());
    }

    /**
     * Writes MC.tla and an MC.cfg that checks nothing: for a search that only wants the states.
     *
     * @throws IOException if they cannot be written
     */
    void writeUnchecked(Path directory) throws IOException {
        write(directory);
        String all = configuration();
        Files.writeString(
                directory.resolve("MC.cfg"), all.substring(0, all.indexOf(INVARIANTS + "\n")));
    }

    /**
     * Writes MC.tla and an MC.cfg in which each property, by its name, and each probe, as {@code
     * Probe_} and its number, is an invariant of its own that only says whether it is true: for who
     * asks about single states.
     *
     * @throws IOException if they cannot be written
     */
    void writeConditions(Path directory) throws IOException {
        List<String> lines = head();
        for (int i = 1; i <= probes.size(); i++) {
            // pc makes it a condition of a state: TLC refuses an invariant that is FALSE
            // everywhere.
            lines.add(PROBE + i + " == pc = pc /\\ (" + probes.get(i - 1).condition() + ")");
        }
        lines.add("====");
        String all = configuration();
        String names =
                properties().stream()
                        .map(property -> "  " + property + "\n")
                        .collect(Collectors.joining());
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("MC.tla"), String.join("\n", lines) + "\n");
        Files.writeString(directory.resolve("MC.cfg"), all.replace("  " + CHECK + "\n", names));
    }

    /**
     * Writes MC.tla and MC.cfg that ask whether every task that never named the file finishes,
     * though the daemon may stop answering at any time: P7 as liveness.
     *
     * <p>What is fair: as long as the kernel can take a step, in a task or in the daemon's call
     * that writes an answer, it takes one in the end. The daemon itself need never move. That is
     * less than fairness to each task, and enough, because every program is finite.
     *
     * @param property the property in TLA+, {@link #OUTSIDERS_FINISH} but for tests
     * @throws IOException if they cannot be written
     */
    void writeLiveness(Path directory, String property) throws IOException {
        List<String> lines = head();
        lines.add(
                scenario.outsiders().stream()
                        .map(task -> String.valueOf(task.number()))
                        .collect(Collectors.joining(", ", "MC_Outside == {", "}")));
        lines.add(
                "MC_InKernel(c) == c \\in Tasks \\/ pc[c] \\notin {\"daemon:read\","
                        + " \"daemon:apply\", \"daemon:reply\"}");
        lines.add("MC_Moves(c) == \\/ pc'[c] # pc[c] \\/ stk'[c] # stk[c] \\/ loc'[c] # loc[c]");
        lines.add("               \\/ IF c \\in Tasks THEN ip'[c] # ip[c] ELSE FALSE");
        lines.add("MC_KernelStep == Next /\\ \\E c \\in Ctx : MC_InKernel(c) /\\ MC_Moves(c)");
        lines.add(FAIR + " == Spec /\\ WF_vars(MC_KernelStep)");
        lines.add(FINISH + " == " + property);
        lines.add("====");
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("MC.tla"), String.join("\n", lines) + "\n");
        Files.writeString(
                directory.resolve("MC.cfg"),
                String.join("\n", constants())
                                .replace("SPECIFICATION Spec", "SPECIFICATION " + FAIR)
                        + "\nPROPERTY "
                        + FINISH
                        + "\n");
    }

    /** The text of MC.tla. */
    String module() {
        List<String> lines = new ArrayList<>(head());
        lines.addAll(check());
        lines.add("");
        lines.addAll(probeLines());
        lines.add("====");
        return String.join("\n", lines) + "\n";
    }

    /** The lines of the module before what it checks. */
    List<String> head() {
        List<String> lines = new ArrayList<>();
        lines.add("---- MODULE MC ----");
        lines.add("\\* Generated from " + scenario.name() + " for " + kernel + ".");
        lines.add("EXTENDS " + String.join(", ", kernels.modules(kernel)));
        lines.add("");
        lines.add("MC_Prog == " + program());
        lines.add("MC_FreeRun == " + scenario.dirtyLimits().freeRun());
        lines.add("");
        lines.addAll(kernels.definitions(kernel, scenario.client()));
        return lines;
    }

    private String program() {
        return scenario.tasks().stream()
                .map(
                        task ->
                                task.ops().stream()
                                        .map(McModule::operation)
                                        .collect(Collectors.joining(",\n      ", "<<", ">>")))
                .collect(Collectors.joining(",\n    ", "<<", ">>"));
    }

    private static String operation(Op op) {
        return String.format(
                Locale.ROOT,
                "[op |-> \"%s\", id |-> %d, half |-> %d, len |-> %d, size |-> %d, map |-> %d,"
                        + " all |-> %s]",
                op.kind().name().toLowerCase(Locale.ROOT),
                op.id(),
                op.half(),
                op.length(),
                op.size(),
                op.mapping(),
                bool(op.syncAll()));
    }

    private List<String> check() {
        List<Property> properties = properties();
        String all = CANARY + ".." + properties.size();
        String register = CANARY_REGISTER + " + i";
        List<String> lines = new ArrayList<>();
        Optional<List<String>> moves = kernels.next().definitions(MOVES);
        moves.ifPresent(
                definitions -> {
                    lines.addAll(definitions);
                    lines.add(NO_DEADLOCK + " == " + MOVES + " \\/ " + Property.P8);
                });
        Function<Property, String> condition =
                property ->
                        moves.isPresent() && property == Property.P8
                                ? NO_DEADLOCK
                                : property.name();
        lines.add("MC_Canary == TLCGet(\"level\") = 0");
        lines.add("MC_Holds(i) ==");
        lines.add("  CASE i = " + CANARY + " -> MC_Canary");
        for (int i = 1; i <= properties.size(); i++) {
            lines.add("    [] i = " + i + " -> " + condition.apply(properties.get(i - 1)));
        }
        lines.add("ASSUME \\A i \\in " + all + " : TLCSet(" + register + ", 0)");
        lines.add(CHECK + " ==");
        lines.add(
                properties.stream()
                        .map(condition)
                        .collect(
                                Collectors.joining(
                                        " /\\ ",
                                        "  \\/ TLCGet(" + CANARY_REGISTER + ") = 1 /\\ ",
                                        "")));
        lines.add(
                "  \\/ LET new == {i \\in "
                        + all
                        + " : TLCGet("
                        + register
                        + ") = 0 /\\ ~MC_Holds(i)}");
        lines.add("     IN  \\/ new = {}");
        lines.add("         \\/ /\\ \\A i \\in new : TLCSet(" + register + ", 1)");
        lines.add("            /\\ PrintT(<<\"" + VIOLATED + "\", new>>)");
        lines.add("            /\\ FALSE");
        return lines;
    }

    private List<String> probeLines() {
        List<String> lines = new ArrayList<>();
        for (int i = 1; i <= probes.size(); i++) {
            int register = FIRST_PROBE_REGISTER - 1 + i;
            lines.add("ASSUME TLCSet(" + register + ", 0)");
            lines.add(
                    PROBE
                            + i
                            + " == (TLCGet("
                            + register
                            + ") = 0 /\\ ("
                            + probes.get(i - 1).condition()
                            + "))");
            lines.add(
                    "  => (TLCSet("
                            + register
                            + ", 1) /\\ PrintT(<<\""
                            + MET
                            + "\", "
                            + i
                            + ">>))");
        }
        return lines;
    }

    /** The text of MC.cfg. */
    String configuration() {
        List<String> lines = new ArrayList<>(constants());
        lines.add(INVARIANTS);
        // Probes first: what stands behind an invariant that a state violates is not looked at.
        IntStream.rangeClosed(1, probes.size()).forEach(i -> lines.add("  Probe_" + i));
        lines.add("  " + CHECK);
        return String.join("\n", lines) + "\n";
    }

    /** The lines of the configuration before the invariants. */
    List<String> constants() {
        List<String> lines = new ArrayList<>();
        lines.add("SPECIFICATION Spec");
        lines.add("CONSTANTS");
        constant(lines, "T", scenario.tasks().size());
        lines.add("  Prog <- MC_Prog");
        constant(lines, "NPages", scenario.pages());
        constant(lines, "Copies", scenario.copies());
        constant(lines, "FrameCopies", scenario.frames());
        constant(lines, "NMaps", scenario.mappings());
        constant(lines, "FileHalves", scenario.fileHalves());
        constant(lines, "Handles", scenario.handles());
        constant(lines, "MaxPages", scenario.maxPages());
        constant(lines, "DaemonThreads", scenario.daemonThreads());
        constant(lines, "Allocator", scenario.allocator());
        constant(lines, "Silent", bool(scenario.silent()));
        constant(
                lines,
                "SetattrMay",
                scenario.setattrOutcomes().stream()
                        .map(SetattrOutcome::label)
                        .collect(Collectors.joining("\", \"", "{\"", "\"}"))
                        .replace("{\"\"}", "{}"));
        constant(lines, "WriteMayFail", bool(scenario.daemon().writeMayFail()));
        constant(lines, "NoFsync", bool(scenario.daemon().noFsync()));
        constant(lines, "AllocMayFail", bool(scenario.allocMayFail()));
        constant(lines, "MayBlock", mayBlock());
        constant(lines, "BdiLimit", scenario.dirtyLimits().bdi());
        lines.add("  FreeRun <- MC_FreeRun"); // a cfg knows no negative number
        kernels.replacements(kernel, scenario.client()).forEach(line -> lines.add("  " + line));
        return lines;
    }

    private static void constant(List<String> lines, String name, Object value) {
        lines.add("  " + name + " = " + value);
    }

    private String mayBlock() {
        Set<String> names = scenario.mayBlock(kernel);
        return scenario.tasks().stream()
                .filter(task -> names.contains(task.name()))
                .map(task -> String.valueOf(task.number()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String bool(boolean value) {
        return value ? "TRUE" : "FALSE";
    }
}
