package nowrite.stress.describe;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nowrite.spec.KernelId;
import nowrite.spec.scenario.Client;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.Task;
import nowrite.spec.trace.Trace;

/**
 * Adds to a trace what its scenario and its kernel are: the tasks' operations, the daemon, the
 * other lines that say what may happen, and a sentence for each change of the kernel.
 */
public final class Description {
    private final ChangeSentences sentences;

    /**
     * Reads the sentences.
     *
     * @param tla the folder of the TLA+ modules
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public Description(Path tla) {
        sentences = new ChangeSentences(tla);
    }

    /** The trace with the description of the scenario that it is of. */
    public Trace add(Trace trace, Scenario scenario) {
        Map<String, List<String>> programs = new LinkedHashMap<>();
        for (Task task : scenario.tasks()) {
            programs.put(task.name(), task.program());
        }
        Map<String, String> variant = new LinkedHashMap<>();
        for (String change : KernelId.parse(trace.kernel()).changes()) {
            String sentence = sentence(change);
            if (!sentence.isEmpty()) {
                variant.put(change, sentence);
            }
        }
        String daemon = scenario.client() == Client.FUSE ? scenario.daemon().text() : null;
        return trace.described(programs, daemon, settings(scenario), variant);
    }

    /** What a change does, such as {@code without crop}; empty if nobody has said. */
    public String sentence(String change) {
        return sentences.of(change);
    }

    /**
     * The lines of a scenario, besides the tasks' and the daemon's, without which its schedules
     * would be others, as its file has them. The number of pages is in a trace's bounds, the size
     * of the file in its first state.
     */
    private static List<String> settings(Scenario scenario) {
        List<String> settings = new ArrayList<>();
        if (scenario.client() != Client.FUSE) {
            settings.add("client " + scenario.client().word());
        }
        if (scenario.maxPages() != scenario.pages()) {
            settings.add("max-pages " + scenario.maxPages());
        }
        if (scenario.allocMayFail()) {
            settings.add("alloc may-fail");
        }
        if (scenario.dirtyLimits().isThere()) {
            settings.add(scenario.dirtyLimits().text());
        }
        return settings;
    }
}
