package nowrite.stress.describe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nowrite.spec.KernelId;
import nowrite.spec.scenario.DaemonSpec;
import nowrite.spec.scenario.Op;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.SetattrOutcome;
import nowrite.spec.scenario.Task;
import nowrite.spec.trace.Trace;

/**
 * Adds to a trace what its scenario and its kernel are: the tasks' operations, the daemon, and a
 * sentence for each change of the kernel. These sentences are those of the TLA+ modules: {@code (*
 * NAME: sentence. *)} stands above the operators of the change with this name.
 */
public final class Description {
    private final String modules;

    /**
     * Reads the sentences.
     *
     * @param tla the folder of the TLA+ modules
     * @throws UncheckedIOException if it cannot be read
     */
    public Description(Path tla) {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(tla)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".tla")).sorted().toList()) {
                text.append(Files.readString(file)).append('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + tla, e);
        }
        modules = text.toString();
    }

    /** The trace with the description of the scenario that it is of. */
    public Trace add(Trace trace, Scenario scenario) {
        Map<String, List<String>> programs = new LinkedHashMap<>();
        for (Task task : scenario.tasks()) {
            programs.put(task.name(), task.ops().stream().map(Op::text).toList());
        }
        Map<String, String> variant = new LinkedHashMap<>();
        for (String change : KernelId.parse(trace.kernel()).changes()) {
            String sentence = sentence(change);
            if (!sentence.isEmpty()) {
                variant.put(change, sentence);
            }
        }
        return trace.described(programs, daemon(scenario.daemon()), variant);
    }

    /** What a change does, such as {@code without crop}; empty if no module says. */
    public String sentence(String change) {
        String name = change.substring(change.indexOf(' ') + 1);
        Matcher matcher =
                Pattern.compile("(?s)\\(\\* " + Pattern.quote(name) + ": (.*?)\\s*\\*\\)")
                        .matcher(modules);
        return matcher.find()
                ? matcher.group(1).replaceAll("\\s*\\*\\)\\s*\\(\\*\\s*|\\s+", " ")
                : "";
    }

    private static String daemon(DaemonSpec daemon) {
        StringBuilder text =
                new StringBuilder(
                        switch (daemon.threads()) {
                            case 1 -> "in-order";
                            case 2 -> "any-order";
                            default -> "threads " + daemon.threads();
                        });
        text.append(daemon.silent() ? ", silent" : "");
        if (!daemon.allocator().isEmpty()) {
            text.append(", allocates as ").append(daemon.allocator());
        }
        if (!daemon.setattrOutcomes().isEmpty()) {
            text.append(", setattr may fail");
            for (SetattrOutcome outcome : daemon.setattrOutcomes()) {
                text.append(' ').append(outcome.label().replace("daemon:", "").replace('_', '-'));
            }
        }
        return text.toString();
    }
}
