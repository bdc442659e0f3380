package nowrite.stress.selftest.tla;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nowrite.spec.tlc.TlaKernels;
import nowrite.stress.cli.home.Engines;
import nowrite.stress.selftest.mutant.Mutant;
import nowrite.stress.selftest.mutant.Pair;

/** The mutants of the TLA+ modules of a folder. */
public final class SpecMutants {
    private final Modules modules;
    private final TlaKernels kernels;
    private final Map<String, SpecMutant> mutants = new LinkedHashMap<>();

    private SpecMutants(Modules modules, TlaKernels kernels) {
        this.modules = modules;
        this.kernels = kernels;
        of(modules, new Live(kernels, modules))
                .forEach(mutant -> mutants.put(mutant.mutant().id(), mutant));
    }

    /**
     * Enumerates them.
     *
     * @throws java.io.UncheckedIOException if the folder cannot be read
     */
    public static SpecMutants of(Path folder) {
        Modules modules = Modules.read(folder);
        try {
            return new SpecMutants(modules, TlaKernels.read(folder));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
    }

    /** The mutants of what the generations come to as they are. */
    static List<SpecMutant> of(Modules modules, Live live) {
        return SpecMutators.of(modules, live.inSomeGeneration()::contains);
    }

    /** What TLC decides: what does not come to it has no say in the order of the rest. */
    static Pair.Asked asked(TlaKernels kernels) {
        return (scenario, kernel) ->
                scenario.engines().contains(Engines.TLC)
                        && kernels.notDescribed(scenario, kernel).isEmpty();
    }

    /** What these mutants can be tried on. */
    public Pair.Asked asked() {
        return asked(kernels);
    }

    /** All of them, in the order of modules and operators. */
    public List<Mutant> all() {
        return mutants.values().stream().map(SpecMutant::mutant).toList();
    }

    /** All that mutants are made of. */
    public byte[] sources() {
        StringBuilder all = new StringBuilder();
        modules.names().forEach(name -> all.append(modules.text(name)));
        return all.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The lines that a mutant changes, before and after. */
    public String diff(String id) {
        SpecMutant mutant = mutants.get(id);
        return mutant.diff(modules.text(mutant.module()));
    }
}
