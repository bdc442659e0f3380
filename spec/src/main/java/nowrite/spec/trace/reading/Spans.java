package nowrite.spec.trace.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import nowrite.spec.trace.Trace;

/** What lasts for some steps of a trace: locks held, waits, nowrite. */
final class Spans {
    private final Trace trace;
    private final List<Map<String, String>> states;
    private final Waits waits;

    Spans(Trace trace, List<Map<String, String>> states, Waits waits) {
        this.trace = trace;
        this.states = states;
        this.waits = waits;
    }

    List<Span> locks() {
        Set<String> paths = new TreeSet<>();
        states.forEach(state -> state.keySet().stream().filter(Paths::isLock).forEach(paths::add));
        List<Span> spans = new ArrayList<>();
        for (String path : paths) {
            spans.addAll(
                    collect(
                            (n, state) -> {
                                String holder = state.getOrDefault(path, Paths.NOBODY);
                                return holder.equals(Paths.NOBODY)
                                        ? Map.of()
                                        : Map.of(holder, Paths.lockName(path));
                            }));
        }
        return sorted(spans);
    }

    List<Span> blocked() {
        return sorted(
                collect(
                        (n, state) -> {
                            Map<String, String> reasons = new LinkedHashMap<>();
                            if (n > 0) {
                                for (String context : trace.steps().get(n - 1).blocked()) {
                                    if (!isAfterwards(context, n)) {
                                        reasons.put(context, waits.of(context, n).text());
                                    }
                                }
                            }
                            return reasons;
                        }));
    }

    /**
     * Whether the step that violates something has done its work, and only the next one of its task
     * would wait for a lock: that one is no part of the trace. P7 is about the waits themselves.
     */
    private boolean isAfterwards(String context, int n) {
        return n == trace.steps().size()
                && trace.end().equals("violated")
                && !trace.property().equals("P7")
                && trace.steps().get(n - 1).task().equals(context)
                && waits.isForNextLock(context, n);
    }

    List<Span> nowrite() {
        List<Span> spans = new ArrayList<>();
        Span open = null;
        for (int n = 1; n < states.size(); n++) {
            boolean before = isNowrite(states.get(n - 1));
            boolean after = isNowrite(states.get(n));
            if (!before && after) {
                open = new Span(trace.steps().get(n - 1).task(), "nowrite", n, n, true);
            } else if (before && !after && open != null) {
                spans.add(new Span(open.context(), "nowrite", open.first(), n, false));
                open = null;
            }
        }
        if (open != null) {
            spans.add(new Span(open.context(), "nowrite", open.first(), states.size() - 1, true));
        }
        return spans;
    }

    static boolean isNowrite(Map<String, String> state) {
        return state.getOrDefault("writectr", "0").startsWith("NOWRITE");
    }

    /** The stretches in which a context has the same text. */
    private List<Span> collect(
            BiFunction<Integer, Map<String, String>, Map<String, String>> texts) {
        List<Span> spans = new ArrayList<>();
        Map<String, Span> running = new LinkedHashMap<>();
        for (int n = 0; n < states.size(); n++) {
            Map<String, String> now = texts.apply(n, states.get(n));
            for (Span span : List.copyOf(running.values())) {
                if (!span.what().equals(now.get(span.context()))) {
                    spans.add(new Span(span.context(), span.what(), span.first(), n, false));
                    running.remove(span.context());
                }
            }
            for (Map.Entry<String, String> entry : now.entrySet()) {
                running.putIfAbsent(
                        entry.getKey(), new Span(entry.getKey(), entry.getValue(), n, n, true));
            }
        }
        int end = states.size() - 1;
        running.values()
                .forEach(s -> spans.add(new Span(s.context(), s.what(), s.first(), end, true)));
        return spans;
    }

    private static List<Span> sorted(List<Span> spans) {
        return spans.stream()
                .sorted(
                        Comparator.comparingInt(Span::first)
                                .thenComparing(Span::what)
                                .thenComparing(Span::context))
                .toList();
    }
}
