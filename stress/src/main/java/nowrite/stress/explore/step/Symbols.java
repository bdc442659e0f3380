package nowrite.stress.explore.step;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Numbers for strings, from 0 in the order of first use. Literals are found by identity. */
final class Symbols {
    private final List<String> texts = new ArrayList<>();
    private String[] keys = new String[256];
    private int[] ids = new int[256];

    /** The number of a text. */
    int id(String text) {
        int at = find(keys, text);
        if (keys[at] == null) {
            if (texts.size() * 2 >= keys.length) {
                grow();
                at = find(keys, text);
            }
            keys[at] = text;
            ids[at] = texts.size();
            texts.add(text);
        }
        return ids[at];
    }

    /** The text with a number. */
    String text(int id) {
        return texts.get(id);
    }

    private static int find(String[] in, String text) {
        int hash = text.hashCode();
        int at = (hash ^ hash >>> 15) & in.length - 1;
        while (in[at] != null && in[at] != text && !in[at].equals(text)) {
            at = at + 1 & in.length - 1;
        }
        return at;
    }

    private void grow() {
        String[] oldKeys = keys;
        int[] oldIds = ids;
        keys = new String[oldKeys.length * 2];
        ids = Arrays.copyOf(oldIds, oldKeys.length * 2);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != null) {
                int at = find(keys, oldKeys[i]);
                keys[at] = oldKeys[i];
                ids[at] = oldIds[i];
            }
        }
    }
}
