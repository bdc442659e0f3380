package nowrite.stress.cli.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import nowrite.spec.KernelCatalogue;
import nowrite.spec.corpus.Corpus;
import nowrite.spec.corpus.EntryParser;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.ScenarioParser;

/** The scenarios of the checkout by name, and the ones that a user names by file. */
public final class Scenarios {

    private final Checkout checkout;
    private final KernelCatalogue catalogue;
    private final ScenarioParser parser;
    private final Map<String, Path> files = new TreeMap<>();
    private final Map<Path, Scenario> parsed = new LinkedHashMap<>();

    /**
     * Lists the files; none is read yet.
     *
     * @param checkout where they are
     * @param catalogue the kernels that they may name
     */
    public Scenarios(Checkout checkout, KernelCatalogue catalogue) {
        this.checkout = checkout;
        this.catalogue = catalogue;
        this.parser = new ScenarioParser(checkout.scenarios(), catalogue);
        try (Stream<Path> tree = Files.walk(checkout.scenarios())) {
            tree.filter(file -> file.toString().endsWith(ScenarioParser.SUFFIX))
                    .forEach(file -> files.put(parser.nameOf(file), file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + checkout.scenarios(), e);
        }
    }

    /**
     * The corpus, whose entries name scenarios.
     *
     * @throws nowrite.spec.scenario.ScenarioException if an entry, the ledger or a scenario is
     *     wrong
     */
    public Corpus corpus() {
        EntryParser entries =
                new EntryParser(
                        catalogue, name -> Optional.ofNullable(files.get(name)).map(this::read));
        try {
            return Corpus.read(checkout.corpus(), entries);
        } catch (NoSuchFileException e) {
            throw new UnavailableException(
                    "there is no corpus: "
                            + checkout.show(Path.of(e.getMessage()))
                            + " is missing");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + checkout.corpus(), e);
        }
    }

    /** The names, in alphabetical order. */
    public Set<String> names() {
        return files.keySet();
    }

    /**
     * All scenarios, by name.
     *
     * @throws nowrite.spec.scenario.ScenarioException if one is wrong
     */
    public List<Scenario> all() {
        if (files.isEmpty()) {
            throw new UnavailableException(
                    "there is no scenario under " + checkout.show(checkout.scenarios()));
        }
        return files.values().stream().map(this::read).toList();
    }

    /**
     * The scenarios that the arguments name; all if there is none.
     *
     * @param arguments each a name, the last part of one, a folder, or a file
     * @throws UsageException if an argument names nothing; it suggests the nearest name
     * @throws nowrite.spec.scenario.ScenarioException if a scenario is wrong
     */
    public List<Scenario> select(List<String> arguments) {
        if (arguments.isEmpty()) {
            return all();
        }
        Set<Path> chosen = new LinkedHashSet<>();
        arguments.forEach(argument -> chosen.addAll(resolve(argument)));
        return chosen.stream().map(this::read).toList();
    }

    /**
     * The one scenario that the argument names.
     *
     * @throws UsageException if it names none or several
     */
    public Scenario one(String argument) {
        List<Path> found = resolve(argument);
        if (found.size() > 1) {
            throw new UsageException(
                    "'"
                            + argument
                            + "' is the name of several scenarios: "
                            + String.join(", ", found.stream().map(parser::nameOf).toList())
                            + ". Name one of them.");
        }
        return read(found.get(0));
    }

    private List<Path> resolve(String argument) {
        Path exact = files.get(argument);
        if (exact != null) {
            return List.of(exact);
        }
        if (argument.endsWith(ScenarioParser.SUFFIX)) {
            return List.of(file(argument));
        }
        if (ScenarioParser.isOwn(argument)) {
            String path = argument.substring(ScenarioParser.OWN.length() - 1);
            return List.of(file(path + ScenarioParser.SUFFIX));
        }
        String folder = argument.endsWith("/") ? argument : argument + "/";
        List<Path> found = new ArrayList<>();
        files.forEach(
                (name, file) -> {
                    if (name.startsWith(folder) || name.endsWith("/" + argument)) {
                        found.add(file);
                    }
                });
        if (found.isEmpty()) {
            throw new UsageException(
                    "there is no scenario '"
                            + argument
                            + "'."
                            + hint(argument)
                            + " ./nowrite list shows all; a file of your own ends in .scn.");
        }
        return found;
    }

    /** A file as the user typed it: where the user stands, or in the checkout. */
    private Path file(String argument) {
        for (Path base : List.of(Path.of(""), checkout.root(), checkout.scenarios())) {
            Path file = base.resolve(argument);
            if (Files.isRegularFile(file)) {
                return file;
            }
        }
        throw new UsageException(
                "there is no file "
                        + Path.of(argument).toAbsolutePath().normalize()
                        + ", and none of that name in "
                        + checkout.show(checkout.scenarios())
                        + ".");
    }

    private String hint(String typed) {
        Set<String> known = new LinkedHashSet<>(files.keySet());
        files.keySet().forEach(name -> known.add(name.substring(name.lastIndexOf('/') + 1)));
        return Nearest.hint(typed, known);
    }

    private Scenario read(Path file) {
        return parsed.computeIfAbsent(file, this::parse);
    }

    private Scenario parse(Path file) {
        try {
            return parser.parse(file);
        } catch (NoSuchFileException e) {
            throw new UsageException("there is no file " + file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
