package nowrite.stress.selftest.tla;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import nowrite.spec.KernelId;
import nowrite.spec.scenario.Client;
import nowrite.spec.tlc.TlaKernels;

/**
 * The operators that a kernel's specification comes to, when each has the body that it has in this
 * kernel. A mutant of another operator cannot show there.
 */
final class Live {
    private static final String REPLACES = " <- ";
    private static final String IS = " == ";

    /** What is evaluated: the behaviour, and what is asked of states. */
    private static final String ROOTS = "Init|Next|P[0-9A]+|Premise_.*|Reach_.*";

    private final TlaKernels kernels;
    private final Map<String, Set<String>> words = new HashMap<>();
    private final Map<String, Set<String>> known = new HashMap<>();

    Live(TlaKernels kernels, Modules modules) {
        this.kernels = kernels;
        for (Definition definition : modules.definitions()) {
            Set<String> needs = new TreeSet<>();
            definition.body().stream().filter(Token::isName).map(Token::text).forEach(needs::add);
            words.computeIfAbsent(definition.name(), name -> new TreeSet<>()).addAll(needs);
        }
    }

    /** The operators of a kernel. */
    Set<String> in(KernelId kernel, Client client) {
        return known.computeIfAbsent(client + " " + kernel, key -> found(kernel, client));
    }

    /** The operators to which some generation comes, with nothing taken out or added. */
    Set<String> inSomeGeneration() {
        Set<String> all = new TreeSet<>();
        for (String generation : kernels.catalogue().generations()) {
            for (Client client : Client.values()) {
                all.addAll(in(KernelId.parse(generation), client));
            }
        }
        return all;
    }

    private Set<String> found(KernelId kernel, Client client) {
        Map<String, Set<String>> bodies = new HashMap<>(words);
        for (String definition : kernels.definitions(kernel, client)) {
            int is = definition.indexOf(IS);
            if (is > 0) {
                String name = definition.substring(0, is).replaceFirst("\\(.*", "").strip();
                bodies.put(name, Set.of(definition.substring(is).split("\\W+")));
            }
        }
        for (String line : kernels.replacements(kernel, client)) {
            int arrow = line.indexOf(REPLACES);
            bodies.put(line.substring(0, arrow), Set.of(line.substring(arrow + REPLACES.length())));
        }
        Set<String> reached = new TreeSet<>();
        List<String> open = new ArrayList<>();
        words.keySet().stream().filter(name -> name.matches(ROOTS)).forEach(open::add);
        while (!open.isEmpty()) {
            String next = open.remove(open.size() - 1);
            if (bodies.containsKey(next) && reached.add(next)) {
                open.addAll(bodies.get(next));
            }
        }
        return reached;
    }
}
