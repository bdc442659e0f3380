package nowrite.spec.tlc;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import nowrite.spec.KernelCatalogue;
import nowrite.spec.KernelId;
import nowrite.spec.scenario.Client;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.tlc.TlaGeneration.Combination;
import nowrite.spec.tlc.TlaModules.Body;

/**
 * The kernels that the TLA+ modules describe. A generation is a module {@code Linux_2_6_26}; a
 * later one extends an earlier one. The name of an operator says what it stands in for:
 *
 * <ul>
 *   <li>{@code X__since_2_6_30} replaces X in this generation and in all later ones, until one has
 *       a body of its own;
 *   <li>{@code X__without_NAME} and {@code X__with_NAME} replace X in a kernel without the guard
 *       NAME, or with the change NAME; {@code X__since_3_13__without_NAME} does where the body of
 *       the generation is the one since 3.13;
 *   <li>{@code X__with_A__without_B} is for kernels with both changes;
 *   <li>{@code Before__since_2_6_30__without_NAME == {"X", "Y"}}: without the fix NAME these have
 *       the bodies that they had before 2.6.30.
 *   <li>{@code X__client_metadata} replaces X in scenarios with that client, together with what
 *       comes before and after it in a name ({@code X__since_2_6_30__client_metadata}).
 * </ul>
 *
 * <p>A change exists for a generation if for each operator that it replaces it has a body that
 * belongs to the newest body there: so an old body is never put into a newer generation. Changes
 * stand in the modules of the generations, in {@code Reverts}, or in {@code Reverts_3_13}, which
 * the generations from 3.13 on have.
 */
public final class TlaKernels {

    private static final String GENERATION = "Linux_";
    private static final String REVERTS = "Reverts";
    private static final String CLIENT = "Client";

    private final Path folder;
    private final TlaModules modules;
    private final Map<Client, Map<String, TlaGeneration>> generations = new EnumMap<>(Client.class);
    private NextParts next;

    private TlaKernels(Path folder, TlaModules modules) {
        this.folder = folder;
        this.modules = modules;
        for (Client client : Client.values()) {
            generations.put(client, generations(client));
        }
    }

    private Map<String, TlaGeneration> generations(Client client) {
        Map<String, TlaGeneration> all = new TreeMap<>(KernelId::compareGenerations);
        for (String module : modules.bodies().keySet()) {
            if (module.matches(GENERATION + "[0-9]+(_[0-9]+)+")) {
                String name = generation(module);
                Set<String> visible = new TreeSet<>(modules.closure(module));
                visible.addAll(besides(module));
                List<Body> bodies = new ArrayList<>();
                visible.forEach(one -> bodies.addAll(modules.bodies().get(one)));
                all.put(name, new TlaGeneration(name, module, client.word(), bodies));
            }
        }
        return all;
    }

    private static String generation(String module) {
        return module.substring(GENERATION.length()).replace('_', '.');
    }

    /** The modules of changes and clients that a generation has, besides its own modules. */
    private List<String> besides(String module) {
        List<String> names = new ArrayList<>();
        for (String beside : List.of(REVERTS, CLIENT)) {
            names.add(beside);
            for (String extended : modules.closure(module)) {
                if (extended.startsWith(GENERATION)) {
                    names.add(extended.replace(GENERATION, beside + "_"));
                }
            }
        }
        names.removeIf(name -> !modules.bodies().containsKey(name));
        return names;
    }

    /**
     * Reads the modules of a folder.
     *
     * @throws IOException if they cannot be read
     */
    public static TlaKernels read(Path folder) throws IOException {
        return new TlaKernels(folder, TlaModules.read(folder));
    }

    /** The name of an operator without generation and changes. */
    static String plainName(String operator) {
        return TlaModules.plainName(operator);
    }

    /**
     * The operators that replace one of these actions in some kernel, such as {@code
     * FuseReleaseNowrite_release__without_release}.
     */
    public Set<String> replacing(Set<String> actions) {
        Set<String> names = new TreeSet<>();
        for (List<Body> bodies : modules.bodies().values()) {
            for (Body body : bodies) {
                boolean replaces = !body.name().equals(body.operator()) && !body.union();
                if (replaces && actions.contains(body.operator())) {
                    names.add(body.name());
                }
            }
        }
        return names;
    }

    /** The folder of the modules. */
    public Path folder() {
        return folder;
    }

    /** The kernels that exist. */
    public KernelCatalogue catalogue() {
        Map<String, Set<String>> changes = new TreeMap<>();
        for (Map<String, TlaGeneration> ofClient : generations.values()) {
            ofClient.forEach(
                    (name, generation) ->
                            changes.computeIfAbsent(name, n -> new TreeSet<>())
                                    .addAll(generation.changes()));
        }
        return new KernelCatalogue(changes, modules.steps());
    }

    /**
     * Why the modules cannot be asked about a scenario on a kernel: they do not describe the
     * generation, one of its changes, or an operation; empty if they can.
     */
    public Optional<String> notDescribed(Scenario scenario, KernelId kernel) {
        Set<String> known = catalogue().changes().get(kernel.generation());
        if (known == null) {
            return Optional.of("the specification does not describe " + kernel.generation());
        }
        Optional<String> unspecified = scenario.unspecified();
        if (unspecified.isPresent()) {
            return Optional.of(
                    "the specification does not have '"
                            + unspecified.get()
                            + "' of "
                            + scenario.name());
        }
        return kernel.changes().stream()
                .filter(change -> !known.contains(change))
                .findFirst()
                .map(
                        change ->
                                "the specification does not describe '"
                                        + kernel.generation()
                                        + " "
                                        + change
                                        + "'");
    }

    /** The modules that describe a kernel: that of its generation, and those of changes. */
    List<String> modules(KernelId kernel) {
        String module = generation(kernel, Client.FUSE).module();
        List<String> names = new ArrayList<>(List.of(module));
        if (modules.bodies().containsKey("Reach")) {
            names.add("Reach");
        }
        names.addAll(besides(module));
        return names;
    }

    /** The disjuncts of Next. */
    synchronized NextParts next() {
        if (next == null) {
            next = new NextParts(modules);
        }
        return next;
    }

    /** Whether some module defines an operator. */
    boolean defines(String operator) {
        return modules.bodies().values().stream()
                .flatMap(List::stream)
                .anyMatch(body -> body.name().equals(operator));
    }

    /**
     * Which operator replaces which, for the configuration.
     *
     * @throws IllegalArgumentException if the kernel does not exist or two of its changes replace
     *     the same operator
     */
    public List<String> replacements(KernelId kernel, Client client) {
        Combination combination = generation(kernel, client).combine(kernel);
        List<String> lines = new ArrayList<>();
        combination.replaced().forEach((operator, body) -> lines.add(operator + " <- " + body));
        return lines;
    }

    /**
     * Definitions that the root module needs: a hook to which several changes add steps.
     *
     * @throws IllegalArgumentException as {@link #replacements}
     */
    public List<String> definitions(KernelId kernel, Client client) {
        return generation(kernel, client).combine(kernel).definitions();
    }

    private TlaGeneration generation(KernelId kernel, Client client) {
        catalogue().check(kernel);
        return generations.get(client).get(kernel.generation());
    }
}
