package nowrite.stress.selftest;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nowrite.spec.Property;
import nowrite.stress.selftest.mutant.Canary;
import nowrite.stress.selftest.mutant.Fate;
import nowrite.stress.selftest.mutant.Mutant;

/** What became of the mutants that were tried. */
public final class Results {
    private final Map<String, Mutant> mutants;
    private final Map<String, Fate> fates;
    private final Map<String, String> broken;

    /**
     * Results.
     *
     * @param mutants those that were to be tried, by name
     * @param fates what became of them, and of the canaries
     * @param broken what could not be tried, and why
     */
    public Results(
            Map<String, Mutant> mutants, Map<String, Fate> fates, Map<String, String> broken) {
        this.mutants = new LinkedHashMap<>(mutants);
        this.fates = new TreeMap<>(fates);
        this.broken = new TreeMap<>(broken);
    }

    /** What became of the mutants, in their order; without canaries and what was not tried. */
    public List<Fate> fates() {
        List<Fate> list = new ArrayList<>();
        for (String id : mutants.keySet()) {
            if (fates.containsKey(id)) {
                list.add(fates.get(id));
            }
        }
        return list;
    }

    /** Mutants that are no specification or no code, or at which the engine ended. */
    public Map<String, String> broken() {
        return broken;
    }

    /** How many were to be tried and were not: the time was over. */
    public int untried() {
        int tried = 0;
        for (String id : mutants.keySet()) {
            tried += fates.containsKey(id) || broken.containsKey(id) ? 1 : 0;
        }
        return mutants.size() - tried;
    }

    /** How many of a side were tried, and how many of them something noticed. */
    public Ledger.Numbers numbers(Mutant.Side side) {
        int tried = 0;
        int killed = 0;
        for (Fate fate : fates()) {
            if (fate.mutant().side() == side) {
                tried++;
                killed += fate.killed() ? 1 : 0;
            }
        }
        return new Ledger.Numbers(tried, killed);
    }

    /** For each property the number of mutants, of either side, that violate it anew. */
    public Map<Property, Integer> violations() {
        Map<Property, Integer> violations = new EnumMap<>(Property.class);
        for (Property property : Property.values()) {
            violations.put(property, 0);
        }
        for (Fate fate : fates()) {
            for (Property property : Property.values()) {
                if (fate.properties().contains(property + " violated")) {
                    violations.merge(property, 1, Integer::sum);
                }
            }
        }
        return violations;
    }

    /** What is wrong with the canaries of a side; empty if nothing is. */
    public List<String> canaries(Mutant.Side side) {
        List<String> wrong = new ArrayList<>();
        Fate noOp = fates.get(side.word() + " " + Canary.NO_OP);
        Fate fatal = fates.get(side.word() + " " + Canary.FATAL);
        if (noOp == null || fatal == null) {
            wrong.add("the canaries of the " + side.word() + " were not tried");
            return wrong;
        }
        if (noOp.killed()) {
            wrong.add(
                    "a mutant of the "
                            + side.word()
                            + " that changes nothing was killed: "
                            + noOp.detail()
                            + ", "
                            + noOp.where());
        }
        if (!fatal.properties().contains(Property.P8 + " violated")) {
            wrong.add(
                    "the "
                            + side.word()
                            + " without the wake-up at the end of a WRITE does not"
                            + " violate P8");
        }
        return wrong;
    }
}
