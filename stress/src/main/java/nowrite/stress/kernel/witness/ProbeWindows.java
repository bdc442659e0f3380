package nowrite.stress.kernel.witness;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nowrite.stress.kernel.log.Probe;

/** Finds the quiet moments between the probes of a log, and cuts there. */
final class ProbeWindows {

    private final List<ProbeWindow> windows = new ArrayList<>();
    private final Set<String> inside = new HashSet<>();
    private final Map<Long, String> function = new HashMap<>();
    private final Map<Long, Long> setting = new HashMap<>();
    private List<Probe> probes;
    private long start;
    private long size = -1;
    private int inFlight;

    private ProbeWindows() {}

    static List<ProbeWindow> of(List<Probe> all) {
        String inode = inode(all);
        ProbeWindows cut = new ProbeWindows();
        List<Probe> own = own(all, inode);
        own.forEach(cut::take);
        cut.add();
        return cut.windows;
    }

    /** The inode that is named most. */
    private static String inode(List<Probe> probes) {
        Map<String, Integer> counts = new HashMap<>();
        probes.stream()
                .filter(probe -> !probe.inode().isEmpty())
                .forEach(probe -> counts.merge(probe.inode(), 1, Integer::sum));
        return counts.entrySet().stream()
                .max(
                        Map.Entry.<String, Integer>comparingByValue()
                                .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse("");
    }

    /** Without calls that are about another inode: those in which a probe names one. */
    private static List<Probe> own(List<Probe> all, String inode) {
        Set<Probe> others = new HashSet<>();
        Map<Long, List<Probe>> calls = new HashMap<>();
        for (Probe probe : all) {
            if (probe.name().matches("do_setattr|fsync|flush")) {
                calls.put(probe.task(), new ArrayList<>());
            }
            List<Probe> call = calls.get(probe.task());
            if (call != null) {
                call.add(probe);
            }
            if (!probe.inode().isEmpty() && !probe.inode().equals(inode)) {
                others.addAll(call == null ? List.of(probe) : call);
            } else if (call != null && others.contains(call.get(0))) {
                others.add(probe);
            }
            if (probe.name().matches("do_setattr_ret|fsync_ret")) {
                calls.remove(probe.task());
            }
        }
        return all.stream().filter(probe -> !others.contains(probe)).toList();
    }

    private void take(Probe probe) {
        boolean quiet = inside.isEmpty() && inFlight == 0 && size >= 0;
        if (quiet && probe.name().matches("do_setattr|fsync|page_mkwrite|writepages|flush")) {
            add();
            start = size;
            probes = new ArrayList<>();
        }
        if (probes != null) {
            probes.add(probe);
        }
        String name = probe.name();
        switch (name) {
            case "do_setattr", "fsync", "page_mkwrite" -> {
                inside.add(name + probe.task());
                function.put(probe.task(), name);
                if (name.equals("do_setattr")) {
                    setting.put(probe.task(), probe.size());
                }
            }
            case "set_nowrite" -> inside.add(name + probe.task());
            case "set_nowrite_ret" -> {
                if ("do_setattr".equals(function.get(probe.task()))) {
                    size = setting.get(probe.task());
                }
            }
            case "do_setattr_ret", "fsync_ret", "page_mkwrite_ret" -> {
                inside.remove(name.replace("_ret", "") + probe.task());
                inside.remove("set_nowrite" + probe.task());
            }
            case "send_writepage" -> inFlight += probe.offset() < probe.size() ? 1 : 0;
            case "writepage_end" -> inFlight--;
            default -> {
                // What lies in between.
            }
        }
    }

    private void add() {
        if (probes != null && !probes.isEmpty()) {
            windows.add(new ProbeWindow(start, probes));
        }
    }
}
