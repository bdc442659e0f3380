package nowrite.stress.kernel.witness;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where places and sizes of a real file are in the specification's, which has few pages of two
 * halves. Pages that nobody touches are left out, but for one between two that are not neighbours,
 * so that no WRITE joins them. A half page stands for one word of the page.
 */
final class Layout {

    /** The size of a page. */
    static final long PAGE = 4096;

    private static final int MOST_PAGES = 4;
    private static final long HALF = PAGE / 2;

    private final NavigableMap<Long, Integer> pages = new TreeMap<>();
    private final Map<Long, Integer> halves = new HashMap<>();
    private final TreeSet<Long> sizes;
    private int count;

    /**
     * Lays out.
     *
     * @param touched the pages, by number, that somebody stores into or a WRITE has
     * @param words where words are stored
     * @param sizes the sizes that the file has
     * @throws UnfitException if there are too many
     */
    Layout(Collection<Long> touched, Collection<Long> words, Collection<Long> sizes) {
        this.sizes = new TreeSet<>(sizes);
        long end = 0;
        for (long page : new TreeSet<>(touched)) {
            if (page * PAGE > end) {
                count++;
            }
            pages.put(page, count++);
            end = (page + 1) * PAGE;
        }
        if (this.sizes.higher(end) != null) {
            count++;
        }
        count = Math.max(count, 1);
        if (count > MOST_PAGES) {
            throw new UnfitException(
                    "it is about "
                            + pages.size()
                            + " pages that need "
                            + count
                            + " of the specification, which has "
                            + MOST_PAGES);
        }
        assign(new TreeSet<>(words));
    }

    private void assign(TreeSet<Long> words) {
        for (Map.Entry<Long, Integer> page : pages.entrySet()) {
            long at = page.getKey() * PAGE;
            TreeSet<Long> inside = new TreeSet<>(words.subSet(at, at + PAGE));
            boolean apart =
                    inside.size() == 2 && inside.first() < at + HALF && inside.last() >= at + HALF;
            if (inside.size() > 2) {
                throw new UnfitException(
                        inside.size()
                                + " words of page "
                                + page.getKey()
                                + " are stored, and the specification's pages have two halves");
            }
            if (inside.size() == 2 && !apart) {
                halves.put(inside.first(), 2 * page.getValue());
                halves.put(inside.last(), 2 * page.getValue() + 1);
            } else {
                for (long word : inside) {
                    halves.put(word, 2 * page.getValue() + (word < at + HALF ? 0 : 1));
                }
            }
        }
    }

    /** Number of the specification's pages. */
    int pages() {
        return count;
    }

    /** The half page that stands for a word; -1 if none does. */
    int half(long word) {
        return halves.getOrDefault(word, -1);
    }

    /** The first half page of a page; -1 if nobody touches it. */
    int page(long number) {
        Integer page = pages.get(number);
        return page == null ? -1 : 2 * page;
    }

    /** A size of the file in half pages. */
    int size(long bytes) {
        Integer within = pages.get(bytes / PAGE);
        if (bytes % PAGE == 0) {
            Map.Entry<Long, Integer> before = pages.lowerEntry(bytes / PAGE);
            int end = before == null ? 0 : 2 * (before.getValue() + 1);
            boolean follows = before != null && before.getKey() + 1 == bytes / PAGE;
            if (within != null) {
                return 2 * within;
            }
            return bytes == 0 || follows ? end : beyond(bytes, end);
        }
        if (within == null) {
            Map.Entry<Long, Integer> before = pages.lowerEntry(bytes / PAGE);
            return beyond(bytes, before == null ? 0 : 2 * (before.getValue() + 1));
        }
        long start = bytes / PAGE * PAGE;
        long covered =
                halves.entrySet().stream()
                        .filter(word -> word.getKey() >= start && word.getKey() < bytes)
                        .mapToInt(Map.Entry::getValue)
                        .max()
                        .orElse(2 * within);
        return (int) covered + 1;
    }

    /** A size in a stretch that nobody touches: there is a page for it. */
    private int beyond(long bytes, int end) {
        return pages.higherKey(bytes / PAGE) == null && !isLeast(bytes) ? end + 2 : end + 1;
    }

    private boolean isLeast(long bytes) {
        long end = pages.isEmpty() ? 0 : (pages.lastKey() + 1) * PAGE;
        Long least = sizes.higher(end);
        return least == null || least == bytes;
    }
}
