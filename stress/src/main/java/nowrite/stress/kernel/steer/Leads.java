package nowrite.stress.kernel.steer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What to lead a kernel along.
 *
 * @param halves half pages that are mapped
 * @param size half pages of the file at the start
 * @param writebackCache whether write(2) goes to the page cache
 * @param leads what to do and to wait for, in this order
 */
public record Leads(int halves, int size, boolean writebackCache, List<Lead> leads)
        implements Guide {

    /** Copies the list. */
    public Leads {
        leads = List.copyOf(leads);
    }

    @Override
    public List<String> tasks() {
        Set<String> tasks = new LinkedHashSet<>();
        for (Lead lead : leads) {
            if (lead.verb() == Lead.Verb.CALL) {
                tasks.add(lead.who());
            }
        }
        return List.copyOf(tasks);
    }

    @Override
    public Set<String> held() {
        Set<String> held = new TreeSet<>();
        for (Lead lead : leads) {
            if (lead.verb() == Lead.Verb.ANSWER || lead.verb() == Lead.Verb.ARRIVES) {
                held.add(lead.who());
            }
        }
        return held;
    }

    @Override
    public Outcome lead(Scene scene) throws InterruptedException {
        int followed = 0;
        for (Lead lead : leads) {
            String instead = scene.follow(lead);
            if (instead != null) {
                return new Outcome(followed, lead, instead);
            }
            followed++;
        }
        return new Outcome(followed, null, null);
    }

    /**
     * Reads a file: {@code pages 2}, {@code file 3h}, {@code writeback-cache on}, then leads, one a
     * line; after # comes a comment.
     *
     * @throws IllegalArgumentException if a line is something else, with the line
     * @throws IOException if the file cannot be read
     */
    public static Leads read(Path file) throws IOException {
        int pages = 1;
        int size = -1;
        boolean cached = true;
        List<Lead> leads = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replaceFirst("#.*", "").strip();
            String[] words = line.split("\\s+");
            try {
                switch (words[0]) {
                    case "" -> {
                        // A comment.
                    }
                    case "pages" -> pages = Integer.parseInt(words[1]);
                    case "file" -> size = Lead.half(words[1]);
                    case "writeback-cache" -> cached = words[1].equals("on");
                    default -> leads.add(Lead.parse(i + 1, line));
                }
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                throw new IllegalArgumentException(file + ":" + (i + 1) + ": " + e.getMessage(), e);
            }
        }
        if (leads.isEmpty() || pages < 1 || pages > 64) {
            throw new IllegalArgumentException(
                    file + " needs leads, such as 'call p store 0h', and from 1 to 64 pages");
        }
        return new Leads(2 * pages, size < 0 ? 2 * pages : size, cached, leads);
    }
}
