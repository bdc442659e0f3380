package nowrite.spec.scenario;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nowrite.spec.KernelCatalogue;

/** Reads scenario files. Whatever is wrong is a {@link ScenarioException} with its place. */
public final class ScenarioParser {

    /** How the name of a scenario file ends. */
    public static final String SUFFIX = ".scn";

    /** What the name of a scenario outside the checkout starts with. */
    public static final String OWN = "own/";

    private final Path root;
    private final KernelCatalogue catalogue;

    /**
     * A parser.
     *
     * @param root the folder of the scenarios; names are relative to it
     * @param catalogue the kernels that exist
     */
    public ScenarioParser(Path root, KernelCatalogue catalogue) {
        this.root = root.toAbsolutePath().normalize();
        this.catalogue = catalogue;
    }

    /**
     * Reads a file.
     *
     * @throws ScenarioException if the scenario is wrong, or the file is not UTF-8 text
     * @throws IOException if the file cannot be read
     */
    public Scenario parse(Path file) throws IOException {
        try {
            return parse(nameOf(file), file, Files.readString(file, StandardCharsets.UTF_8));
        } catch (MalformedInputException e) {
            throw new ScenarioException(
                    file.toString(), 0, "the file is not UTF-8 text", "pages 1");
        }
    }

    /** Whether a scenario of this name is a file outside the checkout. */
    public static boolean isOwn(String name) {
        return name.startsWith(OWN);
    }

    /**
     * The name of the scenario in a file: folder and file name without the suffix; for a file
     * elsewhere {@code own/} and its whole path, so that no two files share a name.
     */
    public String nameOf(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        String name =
                absolute.startsWith(root)
                        ? root.relativize(absolute).toString().replace('\\', '/')
                        : OWN + absolute.toString().replace('\\', '/').replaceFirst("^/", "");
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }

    /**
     * Reads the text of a scenario.
     *
     * @param name the name that the scenario gets
     * @param path the file, for messages and for the scenario
     * @param text the text
     * @throws ScenarioException if it is wrong
     */
    public Scenario parse(String name, Path path, String text) {
        ScenarioLines lines = ScenarioLines.of(path.toString(), text);
        int pages = pages(lines);
        int fileHalves = fileSize(lines, pages);
        TaskList tasks = TaskList.parse(lines, new OpParser(pages));
        DaemonSpec daemon = DaemonParser.parse(lines.only("daemon"), tasks.tasks());
        DirtyLimits limits = SettingsParser.dirtyLimits(lines.only("dirty-limit"));
        List<Reach> reach = SettingsParser.reach(lines, catalogue);
        SettingsParser.mount(lines.only("mount"));
        Client client = SettingsParser.client(lines.only("client"), tasks.tasks());
        if (client != Client.FUSE && lines.only("daemon") != null) {
            throw lines.only("daemon").error("only FUSE has a daemon", "client fuse");
        }
        Set<String> names = new LinkedHashSet<>();
        tasks.tasks().forEach(task -> names.add(task.name()));
        Scenario scenario =
                new Scenario(
                        name,
                        path,
                        lines.title().isEmpty() ? name : lines.title(),
                        lines.description(),
                        pages,
                        fileHalves,
                        SettingsParser.maxPages(lines.only("max-pages"), pages),
                        tasks.tasks(),
                        tasks.mappings(),
                        daemon,
                        SettingsParser.allocMayFail(lines.only("alloc")),
                        limits,
                        client,
                        reach,
                        SettingsParser.engines(lines.only("engines")),
                        SettingsParser.budget(lines.only("budget")),
                        SettingsParser.expectations(
                                lines, new ExpectParser(catalogue, client, names, daemon.silent())),
                        Needs.of(tasks.tasks(), tasks.mappings(), daemon, limits));
        for (Line line : lines.all("expect")) {
            scenario.tooNewFor(Phrase.of(line, catalogue).kernel())
                    .ifPresent(
                            why -> {
                                throw line.error(
                                        why,
                                        "expect " + scenario.since().orElseThrow() + "  holds");
                            });
        }
        return scenario;
    }

    private static int pages(ScenarioLines lines) {
        Line line = lines.required("pages", "pages 2");
        if (!line.rest().matches("[1-4]")) {
            throw line.error("the model has 1 to 4 pages, not '" + line.rest() + "'", "pages 2");
        }
        return Integer.parseInt(line.rest());
    }

    private static int fileSize(ScenarioLines lines, int pages) {
        Line line = lines.required("file", "file 3h");
        int size = Size.halves(line.rest());
        if (size < 0) {
            throw line.error(
                    "'" + line.rest() + "' is not a size: pages (1p), half pages (3h), 0",
                    "file 3h");
        }
        if (size > 2 * pages) {
            throw line.error(
                    "a file of " + line.rest() + " does not fit into " + pages + " pages",
                    "file " + pages + "p");
        }
        return size;
    }
}
