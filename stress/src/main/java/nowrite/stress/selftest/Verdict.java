package nowrite.stress.selftest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nowrite.spec.Property;
import nowrite.stress.selftest.mutant.Fate;
import nowrite.stress.selftest.mutant.Mutant;

/**
 * What is wrong, after a self-test.
 *
 * @param failures what is wrong, each with the command that shows it again
 * @param undecided what was not found out
 * @param notes what is worth knowing and not wrong
 */
public record Verdict(List<String> failures, List<String> undecided, List<String> notes) {

    /** Copies the lists. */
    public Verdict {
        failures = List.copyOf(failures);
        undecided = List.copyOf(undecided);
        notes = List.copyOf(notes);
    }

    /**
     * Judges the results.
     *
     * @param enumerated the mutants that there are, of the sides that were looked at
     * @param everything whether all of them were to be tried
     * @param expected on how many scenarios and kernels each property is expected to be violated
     * @param memory what the search without memory finds different
     */
    public static Verdict of(
            Results results,
            Ledger record,
            List<Mutant> enumerated,
            boolean everything,
            Map<Property, Integer> expected,
            List<String> memory) {
        List<String> failures = new ArrayList<>();
        List<String> undecided = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        memory.forEach(failures::add);
        results.broken().forEach((id, why) -> failures.add(id + ": " + why + again(id)));
        Set<Mutant.Side> sides = new HashSet<>();
        enumerated.forEach(mutant -> sides.add(mutant.side()));
        for (Mutant.Side side : Mutant.Side.values()) {
            if (!sides.contains(side)) {
                continue;
            }
            int found = (int) enumerated.stream().filter(one -> one.side() == side).count();
            numbers(side, found, results, record, everything, failures, notes);
            if (results.numbers(side).mutants() > 0) {
                results.canaries(side)
                        .forEach(
                                wrong ->
                                        failures.add(
                                                wrong + "; ./nowrite selftest --" + side.word()));
            }
        }
        for (Fate fate : results.fates()) {
            survivor(fate, record, failures);
        }
        Set<String> ids = new HashSet<>();
        enumerated.forEach(mutant -> ids.add(mutant.id()));
        if (sides.size() == Mutant.Side.values().length) {
            for (String id : record.survivors().keySet()) {
                if (!ids.contains(id)) {
                    failures.add(
                            "survivors.tsv names "
                                    + id
                                    + ", which does not exist (any more):"
                                    + " take the line out");
                }
            }
        }
        if (everything && sides.size() == Mutant.Side.values().length && results.untried() == 0) {
            results.violations()
                    .forEach(
                            (property, mutants) -> {
                                if (mutants == 0 && expected.getOrDefault(property, 0) == 0) {
                                    failures.add(
                                            "no mutant and no kernel violates "
                                                    + property
                                                    + ": it is untested; ./nowrite selftest");
                                }
                            });
        }
        if (results.untried() > 0) {
            undecided.add("the time was over: " + results.untried() + " mutants were not tried");
        }
        return new Verdict(failures, undecided, notes);
    }

    private static void numbers(
            Mutant.Side side,
            int found,
            Results results,
            Ledger record,
            boolean everything,
            List<String> failures,
            List<String> notes) {
        Ledger.Numbers recorded = record.numbers(side);
        if (recorded == null) {
            notes.add("no number of mutants of the " + side.word() + " is recorded; --accept does");
            return;
        }
        if (found < recorded.mutants()) {
            failures.add(
                    found
                            + " mutants of the "
                            + side.word()
                            + "; "
                            + recorded.mutants()
                            + " are recorded: mutants were lost, unless you --accept it;"
                            + " ./nowrite selftest --"
                            + side.word()
                            + " --accept");
        } else if (found > recorded.mutants()) {
            notes.add(
                    found
                            + " mutants of the "
                            + side.word()
                            + "; "
                            + recorded.mutants()
                            + " are recorded; --accept records it");
        }
        Ledger.Numbers now = results.numbers(side);
        if (everything && results.untried() == 0) {
            double score = 1.0 * now.killed() / now.mutants();
            double before = 1.0 * recorded.killed() / recorded.mutants();
            if (score < before - 1e-9) {
                failures.add(
                        now.killed()
                                + " of "
                                + now.mutants()
                                + " mutants of the "
                                + side.word()
                                + " are killed; recorded are "
                                + recorded.killed()
                                + " of "
                                + recorded.mutants()
                                + ": the score has dropped;"
                                + " ./nowrite selftest --"
                                + side.word());
            }
        }
    }

    private static void survivor(Fate fate, Ledger record, List<String> failures) {
        Mutant mutant = fate.mutant();
        boolean listed = record.survivors().containsKey(mutant.id());
        if (!fate.killed() && !listed) {
            failures.add(
                    mutant.id()
                            + " survived ("
                            + mutant.what()
                            + "; "
                            + mutant.place()
                            + "; "
                            + fate.detail()
                            + "): add a scenario or a check that notices it, or a"
                            + " reason to spec/selftest/survivors.tsv"
                            + again(mutant.id()));
        } else if (fate.killed() && listed) {
            failures.add(
                    mutant.id()
                            + " is killed ("
                            + fate.detail()
                            + ", "
                            + fate.where()
                            + ") and stands in spec/selftest/survivors.tsv: take the line out"
                            + again(mutant.id()));
        }
    }

    private static String again(String id) {
        return "; ./nowrite selftest --only '" + id + "'";
    }
}
