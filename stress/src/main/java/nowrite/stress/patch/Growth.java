package nowrite.stress.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A scenario that is one operation or one task larger than another.
 *
 * @param name what it is, for a person
 * @param slug the same for a file name
 * @param text the text of its file
 */
record Growth(String name, String slug, String text) {
    private static final Set<String> KEPT =
            Set.of(
                    "pages",
                    "file",
                    "task",
                    "daemon",
                    "max-pages",
                    "dirty-limit",
                    "mount",
                    "client",
                    "alloc");

    private static final List<String> TASKS =
            List.of(
                    "writepages none",
                    "fsync",
                    "reclaim 0",
                    "store 0h",
                    "truncate 0",
                    "dio-read into 0");

    /**
     * The scenarios that are one larger.
     *
     * @param name what the scenario is, for a person
     * @param slug the same for a file name
     * @param text its file
     * @param kernel the kernel of which the new ones say something, since they must
     */
    static List<Growth> of(String name, String slug, String text, String kernel) {
        List<String> lines = new ArrayList<>();
        for (String line : text.lines().toList()) {
            String plain = line.replaceFirst("#.*", "").strip();
            if (!plain.isEmpty() && KEPT.contains(plain.split("\\s+")[0])) {
                lines.add(plain);
            }
        }
        List<Growth> all = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String[] words = lines.get(i).split("\\s+", 3);
            if (words[0].equals("task") && words.length == 3) {
                String[] operations = words[2].split(",");
                String last = operations[operations.length - 1].strip();
                if (!last.startsWith("close")) {
                    List<String> grown = new ArrayList<>(lines);
                    grown.set(i, lines.get(i) + ", " + last);
                    String what = words[1] + ": " + last + " again";
                    all.add(made(name, slug, what, grown, kernel));
                }
            }
        }
        String task = "g" + lines.size();
        for (String operation : TASKS) {
            List<String> grown = new ArrayList<>(lines);
            grown.add("task " + task + " " + operation);
            all.add(made(name, slug, "a task more: " + operation, grown, kernel));
        }
        return all;
    }

    private static Growth made(
            String name, String slug, String what, List<String> lines, String kernel) {
        String full = name + " + " + what;
        return new Growth(
                full,
                slug + "+" + what.replaceAll("[^A-Za-z0-9]+", "-"),
                "# "
                        + full
                        + "\n# Made by ./nowrite validate from a scenario of the project or of a"
                        + " patch: what it expects says nothing.\n"
                        + String.join("\n", lines)
                        + "\nexpect "
                        + kernel
                        + " holds\n");
    }
}
