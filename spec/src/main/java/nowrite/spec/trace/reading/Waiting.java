package nowrite.spec.trace.reading;

import java.util.Map;

/** Why a context cannot move in a state, as far as the state tells. */
final class Waiting {

    private Waiting() {}

    static String reason(String context, Map<String, String> state) {
        String at = state.getOrDefault(context + ".pc", "").replace(".test", "");
        for (Map.Entry<String, String> entry : state.entrySet()) {
            String path = entry.getKey();
            if (path.endsWith("q") && contains(entry.getValue(), context)) {
                if (path.endsWith(".lockq")) {
                    return lock(path.replace(".lockq", ".locked"), state);
                }
                if (path.endsWith(".wbq")) {
                    return "waits for PG_writeback of page " + Paths.page(path);
                }
            }
        }
        if (at.equals("fuse_set_nowrite:wait")) {
            return "waits for the WRITEs in flight";
        }
        if (at.endsWith("page_writeback:wait")) {
            return "waits for the copy of its page in flight";
        }
        if (at.equals("request_wait_answer:wait")) {
            String[] request = state.getOrDefault("req." + context, "").split(" ");
            return "waits for the answer to " + (request.length > 1 ? request[1] : "its request");
        }
        if (at.endsWith(":i_mutex")) {
            return lock("i_mutex", state);
        }
        if (!state.getOrDefault("fc->lock", Paths.NOBODY).equals(Paths.NOBODY)) {
            return lock("fc->lock", state);
        }
        return "waits at " + at;
    }

    private static String lock(String path, Map<String, String> state) {
        String holder = state.getOrDefault(path, Paths.NOBODY);
        return "waits for "
                + Paths.lockName(path)
                + (holder.equals(Paths.NOBODY) ? "" : ", held by " + holder);
    }

    private static boolean contains(String list, String name) {
        return (" " + list.replace("[", "").replace("]", "") + " ").contains(" " + name + " ");
    }
}
