package nowrite.stress.selftest.tla;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nowrite.stress.selftest.mutant.Mutant;

/** The mutants of the TLA+ modules of a folder. */
public final class SpecMutants {
    private final Modules modules;
    private final Map<String, SpecMutant> mutants = new LinkedHashMap<>();

    private SpecMutants(Modules modules) {
        this.modules = modules;
        SpecMutators.of(modules).forEach(mutant -> mutants.put(mutant.mutant().id(), mutant));
    }

    /**
     * Enumerates them.
     *
     * @throws java.io.UncheckedIOException if the folder cannot be read
     */
    public static SpecMutants of(Path folder) {
        return new SpecMutants(Modules.read(folder));
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
