package nowrite.stress.lincheck;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import nowrite.model.Kernels;
import nowrite.spec.file.Call;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.ScenarioParser;

/**
 * What the users of a file do, as text: {@code 1 2h | t: truncate 0 ; q: read 0h, load 0h}. Pages
 * and size, then the tasks, which run at once from the start: Lincheck wastes its switches on a
 * part in which only one can move. {@code writepages} stands for the kernel itself and has no
 * result.
 */
final class FileProgram {
    /**
     * One thing to do.
     *
     * @param kind what it is in the history; null if it is not part of it
     * @param half the half page, or size
     * @param operation number of the scenario's operation, from 0; -1 if it has none
     */
    record Deed(Call.Kind kind, int half, int operation) {}

    /** What a task does. */
    record Program(String task, List<Deed> deeds) {}

    private final Scenario scenario;
    private final List<Program> programs = new ArrayList<>();
    private final int halves;
    private final int size;

    /** Reads the text. */
    FileProgram(String text) {
        String[] parts = text.split("\\|");
        String[] numbers = parts[0].trim().split(" ");
        halves = 2 * Integer.parseInt(numbers[0]);
        size = Integer.parseInt(numbers[1].replace("h", ""));
        StringBuilder scn = new StringBuilder();
        scn.append("pages ").append(numbers[0]).append("\nfile ").append(numbers[1]).append('\n');
        for (String task : parts[1].split(";")) {
            String name = task.trim().split(":")[0];
            List<String> operations = new ArrayList<>();
            String does = task.substring(task.indexOf(':') + 1).trim();
            programs.add(new Program(name, deeds(does, operations)));
            // Never run: with it the task has a mapping, and something to do.
            operations.add("store 0h");
            String all = String.join(", ", operations);
            scn.append("task ").append(name).append(' ').append(all).append('\n');
        }
        scn.append("daemon any-order\nreach at store:access\nexpect 2.6.26 holds\n");
        scenario =
                new ScenarioParser(Path.of("scenarios"), Kernels.catalogue())
                        .parse("file", Path.of("scenarios", "file.scn"), scn.toString());
    }

    private static List<Deed> deeds(String text, List<String> operations) {
        List<Deed> deeds = new ArrayList<>();
        for (String one : text.split(",")) {
            String[] words = one.trim().split(" ");
            int half = words.length > 1 ? Integer.parseInt(words[1].replaceAll("[hp]", "")) : 0;
            Call.Kind kind = kind(words[0]);
            boolean own =
                    kind == Call.Kind.LOAD || kind == Call.Kind.READ || kind == Call.Kind.DURABLE;
            deeds.add(new Deed(kind, half, own ? -1 : operations.size()));
            if (!own) {
                operations.add(words[0].equals("writepages") ? "writepages none" : one.trim());
            }
        }
        return deeds;
    }

    private static Call.Kind kind(String word) {
        return switch (word) {
            case "writepages" -> null;
            default -> Call.Kind.valueOf(word.toUpperCase(Locale.ROOT));
        };
    }

    /** The scenario that the kernel is made for. */
    Scenario scenario() {
        return scenario;
    }

    /** The tasks, in the order of their numbers. */
    List<Program> programs() {
        return programs;
    }

    /** Half pages that the model has. */
    int halves() {
        return halves;
    }

    /** Half pages of the file at the start. */
    int size() {
        return size;
    }
}
