package nowrite.stress.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import nowrite.model.Kernels;
import nowrite.spec.KernelCatalogue;
import nowrite.spec.KernelId;
import nowrite.spec.scenario.Expectation;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.tlc.TlaKernels;
import nowrite.stress.cli.home.Checkout;
import nowrite.stress.cli.home.Engines;
import nowrite.stress.cli.home.Nearest;
import nowrite.stress.cli.home.Scenarios;
import nowrite.stress.cli.home.UsageException;
import nowrite.stress.docs.ModelMap;

/**
 * What every command needs, read from the checkout when the command starts.
 *
 * @param checkout where things are
 * @param catalogue the kernels that exist
 * @param scenarios the scenarios
 * @param engines the engines
 */
record Workplace(
        Checkout checkout, KernelCatalogue catalogue, Scenarios scenarios, Engines engines) {

    /** The workplace of this process. */
    static Workplace open() {
        Checkout checkout = Checkout.find();
        TlaKernels kernels = kernels(checkout);
        Path model = checkout.root().resolve("model/src/main/java");
        KernelCatalogue catalogue =
                Kernels.catalogue()
                        .withSteps(kernels.catalogue().steps())
                        .withSteps(Files.isDirectory(model) ? ModelMap.labels(model) : Set.of());
        return new Workplace(
                checkout,
                catalogue,
                new Scenarios(checkout, catalogue),
                new Engines(checkout, kernels));
    }

    private static TlaKernels kernels(Checkout checkout) {
        try {
            return TlaKernels.read(checkout.tla());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + checkout.tla(), e);
        }
    }

    /** The kernels that a scenario names, in the order of its lines. */
    List<KernelId> kernels(Scenario scenario) {
        return scenario.expectations().stream().map(Expectation::kernel).toList();
    }

    /**
     * Checks that a kernel exists.
     *
     * @throws UsageException if it does not, saying what exists
     */
    void checkKernel(KernelId kernel) {
        try {
            catalogue.check(kernel);
        } catch (IllegalArgumentException e) {
            List<String> known = new ArrayList<>(catalogue.generations());
            known.addAll(catalogue.reverts());
            known.addAll(catalogue.additions());
            List<String> words = new ArrayList<>(kernel.without());
            words.addAll(kernel.with());
            words.add(kernel.generation());
            words.removeAll(known);
            if (words.isEmpty()) {
                throw new UsageException(e.getMessage() + ".");
            }
            throw new UsageException(e.getMessage() + "." + hint(words.get(0), known));
        }
    }

    /** For a generation the one before it, else the first: 6.17 is nearer to 6.16 than to 6.1. */
    private String hint(String word, List<String> known) {
        if (!word.matches("\\d{1,4}(\\.\\d{1,4})+")) {
            return Nearest.hint(word, known);
        }
        List<String> generations = new ArrayList<>(catalogue.generations());
        generations.sort(KernelId::compareGenerations);
        String nearest = generations.get(0);
        for (String one : generations) {
            nearest = KernelId.compareGenerations(one, word) <= 0 ? one : nearest;
        }
        return " Did you mean " + nearest + "?";
    }
}
