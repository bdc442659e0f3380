package nowrite.spec.tlc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nowrite.spec.KernelId;
import nowrite.spec.tlc.TlaModules.Body;

/** One generation of the kernel in TLA+: which bodies its operators have, and which changes fit. */
final class TlaGeneration {

    /** Steps that changes add, and the name of their parameter; several changes may add some. */
    private static final Map<String, String> HOOKS =
            Map.of("RevertedStep", "t", "RevertedEnd", "d");

    private static final String COMBINED = "MC_";

    private final String module;
    private final Map<String, List<Body>> bodies = new TreeMap<>();
    private final List<Body> befores = new ArrayList<>();
    private final Map<String, Body> newest = new TreeMap<>();
    private final Set<String> changes = new TreeSet<>();

    /**
     * A generation.
     *
     * @param name its name, such as {@code 2.6.30}
     * @param module its module
     * @param client the file system; where an operator has bodies for it, only these count
     * @param visible the bodies in the modules that it has
     */
    TlaGeneration(String name, String module, String client, List<Body> visible) {
        this.module = module;
        Set<String> ofClient = new HashSet<>();
        visible.stream()
                .filter(body -> !body.client().isEmpty() && body.client().equals(client))
                .forEach(body -> ofClient.add(body.operator()));
        for (Body body : visible) {
            if (!body.client().equals(ofClient.contains(body.operator()) ? client : "")) {
                continue;
            }
            if (body.since().isEmpty() || KernelId.compareGenerations(body.since(), name) <= 0) {
                if (body.isBefore()) {
                    befores.add(body);
                } else {
                    bodies.computeIfAbsent(body.operator(), operator -> new ArrayList<>())
                            .add(body);
                }
            }
        }
        bodies.forEach(
                (operator, all) ->
                        newestOf(all, null).ifPresent(body -> newest.put(operator, body)));
        Set<String> named = new TreeSet<>();
        bodies.values().forEach(all -> all.forEach(body -> named.addAll(body.changes())));
        befores.forEach(body -> named.addAll(body.changes()));
        named.stream().filter(this::fits).forEach(changes::add);
    }

    /** The generation's own newest body, of all or of those older than a generation. */
    private static Optional<Body> newestOf(List<Body> all, String before) {
        return all.stream()
                .filter(body -> body.changes().isEmpty())
                .filter(body -> before == null || isOlder(body, before))
                .max(Comparator.comparing(Body::since, TlaGeneration::compare));
    }

    private static boolean isOlder(Body body, String generation) {
        return compare(body.since(), generation) < 0;
    }

    private static int compare(String since, String other) {
        if (since.isEmpty() || other.isEmpty()) {
            return Boolean.compare(!since.isEmpty(), !other.isEmpty());
        }
        return KernelId.compareGenerations(since, other);
    }

    /** The module. */
    String module() {
        return module;
    }

    /** The changes that may be applied to it. */
    Set<String> changes() {
        return Collections.unmodifiableSet(changes);
    }

    private String sinceOf(String operator) {
        Body body = newest.get(operator);
        return body == null ? "" : body.since();
    }

    /** Whether a change has a body for the newest body of every operator that it replaces. */
    private boolean fits(String change) {
        Set<String> alone = Set.of(change);
        Set<String> replaced = new HashSet<>();
        Set<String> fitting = new HashSet<>();
        for (List<Body> all : bodies.values()) {
            for (Body body : all) {
                if (body.changes().equals(alone)) {
                    replaced.add(body.operator());
                    if (body.since().equals(sinceOf(body.operator()))) {
                        fitting.add(body.operator());
                    }
                }
            }
        }
        for (Body body : befores) {
            if (body.changes().equals(alone)) {
                for (String operator : body.before()) {
                    replaced.add(operator);
                    if (body.since().equals(sinceOf(operator))) {
                        fitting.add(operator);
                    }
                }
            }
        }
        return !replaced.isEmpty() && fitting.equals(replaced);
    }

    /**
     * What a kernel of this generation consists of.
     *
     * @param replaced for each operator that has another body than its first, that body
     * @param definitions definitions for the root module
     */
    record Combination(Map<String, String> replaced, List<String> definitions) {}

    /**
     * The bodies of a kernel.
     *
     * @throws IllegalArgumentException if two of its changes replace the same operator and no body
     *     is for both, or a change replaces what does not exist
     */
    Combination combine(KernelId kernel) {
        Set<String> wanted = new TreeSet<>(kernel.changes());
        for (String change : wanted) {
            if (!changes.contains(change)) {
                throw new IllegalArgumentException(
                        "'" + change + "' changes nothing of this scenario's file system");
            }
        }
        Map<String, String> replaced = new TreeMap<>();
        List<String> definitions = new ArrayList<>();
        bodies.forEach(
                (operator, all) -> {
                    if (HOOKS.containsKey(operator)) {
                        hook(operator, all, wanted, replaced, definitions);
                        return;
                    }
                    String body = body(operator, all, wanted);
                    if (body != null && !body.equals(operator)) {
                        replaced.put(operator, body);
                    }
                });
        return new Combination(replaced, definitions);
    }

    private String body(String operator, List<Body> all, Set<String> wanted) {
        List<Body> own =
                all.stream()
                        .filter(body -> !body.changes().isEmpty())
                        .filter(body -> wanted.containsAll(body.changes()))
                        .filter(body -> body.since().equals(sinceOf(operator)))
                        .toList();
        Set<String> touching = new TreeSet<>();
        own.forEach(body -> touching.addAll(body.changes()));
        String older = null;
        for (Body before : befores) {
            if (wanted.containsAll(before.changes()) && before.before().contains(operator)) {
                touching.addAll(before.changes());
                older = newestOf(all, before.since()).map(Body::name).orElse(null);
            }
        }
        if (touching.isEmpty()) {
            return newest.containsKey(operator) ? newest.get(operator).name() : null;
        }
        if (!newest.containsKey(operator)) {
            throw new IllegalArgumentException(
                    "'"
                            + String.join(" ", touching)
                            + "' replaces "
                            + operator
                            + ", which no module defines");
        }
        Optional<Body> forAll =
                own.stream().filter(body -> body.changes().equals(touching)).findFirst();
        if (forAll.isPresent()) {
            return forAll.get().name();
        }
        if (touching.size() == 1 && older != null) {
            return older;
        }
        throw new IllegalArgumentException(
                touching.stream()
                                .map(change -> "'" + change + "'")
                                .collect(Collectors.joining(" and "))
                        + " cannot be combined: both replace "
                        + operator
                        + ", and nothing is written for both");
    }

    private static void hook(
            String operator,
            List<Body> all,
            Set<String> wanted,
            Map<String, String> replaced,
            List<String> definitions) {
        List<String> added =
                all.stream()
                        .filter(body -> !body.changes().isEmpty())
                        .filter(body -> wanted.containsAll(body.changes()))
                        .map(Body::name)
                        .sorted()
                        .toList();
        if (added.size() == 1) {
            replaced.put(operator, added.get(0));
        } else if (added.size() > 1) {
            String parameter = "(" + HOOKS.get(operator) + ")";
            replaced.put(operator, COMBINED + operator);
            definitions.add(
                    COMBINED
                            + operator
                            + parameter
                            + " == "
                            + added.stream()
                                    .map(name -> name + parameter)
                                    .collect(Collectors.joining(" \\/ ")));
        }
    }
}
