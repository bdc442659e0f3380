package nowrite.spec.corpus;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nowrite.spec.KernelCatalogue;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.scenario.Expectation;
import nowrite.spec.scenario.Line;
import nowrite.spec.scenario.Phrase;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.ScenarioException;
import nowrite.spec.scenario.ScenarioLines;

/**
 * Reads the {@code entry} files of the corpus; whatever is wrong is a {@link ScenarioException}
 * with its place. An entry states nothing that its scenarios do not state too: each kernel that it
 * names has its {@code expect} line there, so that every check of the scenarios holds the entries
 * as well.
 */
public final class EntryParser {

    private static final List<String> SINGLE = List.of("function", "bounds");
    private static final List<String> SEVERAL = List.of("commit", "scenario", "before", "after");
    private static final Pattern FOLDER = Pattern.compile("([FM][0-9]{2})-[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern COMMIT =
            Pattern.compile("([0-9a-f]{12,40})\\s+((?:19|20)[0-9]{2})\\s+(\\S.*)");
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]*");
    private static final String COMMIT_EXAMPLE =
            "commit d5880c7a8620 2019 fuse: fix missing unlock_page in fuse_writepage()";
    private static final String SCENARIO_EXAMPLE = "scenario reclaim/redirtied";
    private static final String BEFORE_EXAMPLE = "before 3.13 without d5880c7a8620  violates P8";
    private static final String AFTER_EXAMPLE = "after 3.13  holds";

    private final KernelCatalogue catalogue;
    private final Function<String, Optional<Scenario>> scenarios;

    /**
     * A parser.
     *
     * @param catalogue the kernels that exist
     * @param scenarios gives the scenario of a name, if there is one
     */
    public EntryParser(KernelCatalogue catalogue, Function<String, Optional<Scenario>> scenarios) {
        this.catalogue = catalogue;
        this.scenarios = scenarios;
    }

    /**
     * Reads the entry in a folder.
     *
     * @throws ScenarioException if it is wrong
     * @throws IOException if it cannot be read
     */
    public CorpusEntry parse(Path folder) throws IOException {
        Path file = folder.resolve(CorpusEntry.FILE);
        try {
            return parse(folder, file.toString(), Files.readString(file));
        } catch (MalformedInputException e) {
            throw new ScenarioException(
                    file.toString(), 0, "the file is not UTF-8 text", COMMIT_EXAMPLE);
        }
    }

    private CorpusEntry parse(Path folder, String file, String text) {
        Matcher name = FOLDER.matcher(folder.getFileName().toString());
        if (!name.matches()) {
            throw new ScenarioException(
                    folder.toString(),
                    0,
                    "the folder of an entry is named by its id and a few words",
                    "F19-skipped-page-stays-locked");
        }
        ScenarioLines lines = ScenarioLines.of(file, text, SINGLE, SEVERAL, COMMIT_EXAMPLE);
        if (lines.title().isEmpty() || lines.description().isEmpty()) {
            throw new ScenarioException(
                    file,
                    1,
                    "what happened is missing: a comment at the start, its first line the title",
                    "# a page that reclaim skips stays locked");
        }
        List<Fix> fixes = lines.all("commit").stream().map(EntryParser::fix).toList();
        if (fixes.isEmpty()) {
            throw new ScenarioException(file, 0, "a line 'commit ...' is missing", COMMIT_EXAMPLE);
        }
        return new CorpusEntry(
                name.group(1),
                folder,
                lines.title(),
                lines.description(),
                fixes,
                functions(lines.required("function", "function fuse_writepage")),
                lines.required("bounds", "bounds 1 page: one page is enough").rest(),
                claims(file, lines, text.lines().toList()));
    }

    private static Fix fix(Line line) {
        Matcher commit = COMMIT.matcher(line.rest());
        if (!commit.matches()) {
            throw line.error(
                    "a commit is its hash (12 to 40 digits), the year and the subject",
                    COMMIT_EXAMPLE);
        }
        return new Fix(commit.group(1), Integer.parseInt(commit.group(2)), commit.group(3));
    }

    private static Set<String> functions(Line line) {
        List<String> names = Line.words(line.rest());
        for (String name : names) {
            if (!NAME.matcher(name).matches()) {
                throw line.error(
                        "'" + name + "' is not the name of a kernel function",
                        "function fuse_writepage fuse_writepage_in_flight");
            }
        }
        if (names.isEmpty()) {
            throw line.error("no function is named", "function fuse_writepage");
        }
        return new LinkedHashSet<>(names);
    }

    /** The claims of each scenario; those before the fix set what those after it are about. */
    private List<Claim> claims(String file, ScenarioLines lines, List<String> text) {
        List<Claim> claims = new ArrayList<>();
        Scenario scenario = null;
        Set<Property> about = EnumSet.noneOf(Property.class);
        for (Line line : lines.all()) {
            switch (line.keyword()) {
                case "scenario" -> {
                    scenario = scenario(line);
                    about = EnumSet.noneOf(Property.class);
                }
                case "before", "after" -> {
                    if (scenario == null) {
                        throw line.error(
                                "which scenario? A line 'scenario ...' comes first",
                                SCENARIO_EXAMPLE);
                    }
                    Claim claim = claim(line, scenario, about, text.get(line.number() - 1));
                    about.addAll(claim.about());
                    claims.add(claim);
                }
                default -> {
                    // Read by its word.
                }
            }
        }
        if (claims.stream().noneMatch(Claim::violated)) {
            throw new ScenarioException(
                    file, 0, "no kernel without the fix violates anything", BEFORE_EXAMPLE);
        }
        for (Claim claim : claims) {
            if (claim.violated() && claims.stream().noneMatch(other -> isFixOf(other, claim))) {
                throw new ScenarioException(
                        file,
                        claim.line(),
                        "no kernel with the fix holds " + claim.about() + " in the same scenario",
                        AFTER_EXAMPLE);
            }
        }
        return claims;
    }

    private static boolean isFixOf(Claim after, Claim before) {
        return after.fixed()
                && after.scenario().equals(before.scenario())
                && after.about().containsAll(before.about());
    }

    private Scenario scenario(Line line) {
        return scenarios
                .apply(line.rest())
                .orElseThrow(
                        () ->
                                line.error(
                                        "there is no scenario '"
                                                + line.rest()
                                                + "'; ./nowrite list shows all",
                                        SCENARIO_EXAMPLE));
    }

    /** Whether there is a scenario of this name. */
    boolean knows(String name) {
        return scenarios.apply(name).isPresent();
    }

    private Claim claim(Line line, Scenario scenario, Set<Property> about, String raw) {
        boolean fixed = line.keyword().equals("after");
        String example = fixed ? AFTER_EXAMPLE : BEFORE_EXAMPLE;
        Phrase phrase = Phrase.of(line, catalogue);
        List<String> words = phrase.rest();
        String verdict = words.isEmpty() ? "" : words.get(0);
        boolean violated = verdict.equals("violates");
        if (!violated && !verdict.equals("holds")) {
            throw line.error("the verdict is missing: 'violates' or 'holds'", example);
        }
        if (violated && fixed) {
            throw line.error("a kernel with the fix holds", example);
        }
        Set<Property> named = Phrase.properties(line, words.subList(1, words.size()), example);
        if (named.isEmpty() && fixed) {
            named = about;
        }
        if (named.isEmpty()) {
            throw line.error(
                    fixed
                            ? "'before' comes first: it says which properties this is about"
                            : "no property is named",
                    BEFORE_EXAMPLE);
        }
        int hash = raw.indexOf('#');
        String reason = hash < 0 ? "" : raw.substring(hash + 1).trim();
        if (reason.isEmpty()) {
            throw line.error(
                    "the reason is missing, a comment behind the verdict", example + "  # why");
        }
        checkScenario(line, scenario, phrase.kernel(), violated, named);
        return new Claim(scenario, phrase.kernel(), fixed, violated, named, line.number(), reason);
    }

    private static void checkScenario(
            Line line, Scenario scenario, KernelId kernel, boolean violated, Set<Property> about) {
        Expectation expectation =
                scenario.expectation(kernel)
                        .orElseThrow(
                                () ->
                                        line.error(
                                                scenario.path()
                                                        + " expects nothing of '"
                                                        + kernel
                                                        + "'; it needs a line",
                                                "expect " + kernel + "  holds"));
        for (Property property : about) {
            if (expectation.violates().contains(property) != violated) {
                throw line.error(
                        scenario.path()
                                + ":"
                                + expectation.line()
                                + " says the contrary of "
                                + property
                                + ": '"
                                + expectation.text()
                                + "'",
                        line.keyword() + " " + kernel + "  " + expectation.text());
            }
        }
    }
}
