package nowrite.spec.tlc;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nowrite.spec.engine.Progress;

/**
 * Understands what TLC prints with {@code -tool} for a generated module, line by line. Whatever it
 * does not know is a problem; only a run that says of itself that it is complete is complete.
 */
final class TlcOutput {

    /**
     * A behaviour that ends in a violation.
     *
     * @param properties numbers of the properties that its last state is the first to violate, the
     *     canary among them
     * @param states the behaviour; shared with the parser until the run has ended
     */
    record Violation(Set<Integer> properties, List<TlcState> states) {}

    private static final Pattern START = Pattern.compile("@!@!@STARTMSG ([0-9]+):([0-9]+) @!@!@");
    private static final Pattern END = Pattern.compile("@!@!@ENDMSG ([0-9]+) @!@!@");
    private static final Pattern COUNTS =
            Pattern.compile(
                    "([0-9,]+) states generated.*?, ([0-9,]+) distinct states found.*?, ([0-9,]+)"
                            + " states left on queue\\.");
    private static final Pattern DEPTH =
            Pattern.compile("The depth of the complete state graph search is ([0-9,]+)\\.");
    private static final Pattern PROGRESS_DEPTH = Pattern.compile("Progress\\(([0-9,]+)\\)");
    private static final Pattern MET = Pattern.compile("<<\"MET\", ([0-9]+)>>");
    private static final Pattern VIOLATED = Pattern.compile("<<\"VIOLATED\", (\\{.*\\}|.*)>>");
    private static final Pattern CHECKED = Pattern.compile("<<\"CHECKED\", \"([A-Za-z0-9_]+)\">>");
    private static final Pattern NOISE =
            Pattern.compile("Parsing file .*|Semantic processing of module .*|\\s*");

    /** The version whose words are known here; it is pinned. */
    private static final Pattern VERSION = Pattern.compile("TLC2 Version 2\\.18 .*\\s*");

    /** Messages that say nothing that matters: host, phases. */
    private static final Set<Integer> IGNORED =
            Set.of(2401, 2187, 2220, 2219, 2185, 2189, 2190, 2268, 2121, 2186);

    /** What TLC's server for several hosts says besides: who came, went, and did how much. */
    private static final Set<Integer> IGNORED_ON_HOSTS =
            Set.of(7000, 7001, 7002, 7003, 7006, 7007, 7010, 2211);

    /** Warnings of the server about a worker that has gone. */
    private static final Pattern WORKER_GONE =
            Pattern.compile(
                    "(?s)(Ignoring attempt to exit dead worker|Failed to read remote worker cache"
                            + " statistic).*");

    /** What TLC says besides when it checks a temporal property. */
    private static final Set<Integer> IGNORED_IN_LIVENESS = Set.of(2212, 2267, 2264, 2218, 2122);

    /** The graph is counted once for each branch, which is what one task makes of a property. */
    private static final Pattern TEMPORAL =
            Pattern.compile(
                    "Checking (?:([0-9]+) branches of )?temporal properties for the complete state"
                            + " space with ([0-9,]+) total distinct states.*\\s*");

    private final Mode mode;
    private final List<Violation> violations = new ArrayList<>();
    private final Set<Integer> met = new LinkedHashSet<>();
    private final Set<String> checked = new TreeSet<>();
    private final Set<String> problems = new LinkedHashSet<>(); // each is said once
    private final Progress progress;
    private Set<Integer> announced;
    private Violation current;
    private int code;
    private final StringBuilder message = new StringBuilder();
    private long generated;
    private long distinct;
    private long queue = -1;
    private int depth;
    private boolean known;
    private boolean success;
    private boolean finished;
    private boolean outOfMemory;
    private long temporalStates = -1;

    private enum Mode {
        INVARIANTS,
        ON_HOSTS,
        LIVENESS
    }

    /** Reports the counts to {@code progress} whenever TLC prints them. */
    TlcOutput(Progress progress) {
        this(progress, Mode.INVARIANTS);
    }

    private TlcOutput(Progress progress, Mode mode) {
        this.progress = progress;
        this.mode = mode;
    }

    /**
     * The output of {@link HostsServerMain}. There the first violation ends the search, and its
     * behaviour comes without a name: the workers say which property it is.
     */
    static TlcOutput onHosts(Progress progress) {
        return new TlcOutput(progress, Mode.ON_HOSTS);
    }

    /**
     * The output of a search for a behaviour that violates a temporal property: the first ends it.
     */
    static TlcOutput ofLiveness(Progress progress) {
        return new TlcOutput(progress, Mode.LIVENESS);
    }

    /** Takes the next line. */
    void line(String line) {
        try {
            take(line);
        } catch (TlcException e) {
            problem(e.getMessage());
        }
    }

    private void take(String line) {
        Matcher start = START.matcher(line);
        Matcher end = END.matcher(line);
        if (start.matches() && code == 0) {
            code = Integer.parseInt(start.group(1));
            message.setLength(0);
        } else if (end.matches() && code == Integer.parseInt(end.group(1))) {
            int ended = code;
            code = 0;
            message(ended, message.toString());
        } else if (code != 0) {
            message.append(line).append('\n');
        } else {
            printed(line);
        }
    }

    private void printed(String line) {
        Matcher met1 = MET.matcher(line);
        Matcher violated = VIOLATED.matcher(line);
        Matcher invariant = CHECKED.matcher(line);
        if (mode == Mode.ON_HOSTS && invariant.matches()) {
            checked.add(invariant.group(1));
        } else if (met1.matches()) {
            met.add(Integer.parseInt(met1.group(1)));
        } else if (violated.matches()) {
            announced = new LinkedHashSet<>(TlaValue.parse(violated.group(1)).ints());
        } else if (!NOISE.matcher(line).matches()) {
            problem("TLC printed something that is not understood: " + line);
        }
    }

    private void message(int number, String text) {
        switch (number) {
            case 2262 -> version(text);
            case 2193 -> success = true;
            case 2110 -> violation(text, "Invariant Check is violated.", "");
            case 2107 ->
                    violation(
                            text.lines().findFirst().orElse(""),
                            "Invariant Check is violated by the initial state:",
                            text);
            case 2217 -> state(text);
            case 2199, 2200 -> counts(text);
            case 2194 -> depth = number(DEPTH, text, "the depth");
            case 1001, 1002, 1003, 1004 -> {
                outOfMemory = true;
                problem("TLC ran out of memory");
            }
            default -> {
                if (number == (mode == Mode.ON_HOSTS ? 2121 : mode == Mode.LIVENESS ? 2116 : 0)) {
                    current = new Violation(Set.of(), new ArrayList<>());
                    violations.add(current);
                } else if (mode == Mode.LIVENESS && number == 2192) {
                    temporal(text);
                } else if (!IGNORED.contains(number) && !isIgnoredInMode(number, text)) {
                    problem("TLC says (message " + number + "): " + text.strip());
                }
            }
        }
        finished |= number == 2186;
    }

    private boolean isIgnoredInMode(int number, String text) {
        return switch (mode) {
            case INVARIANTS -> false;
            case LIVENESS -> IGNORED_IN_LIVENESS.contains(number);
            case ON_HOSTS ->
                    IGNORED_ON_HOSTS.contains(number)
                            || number == 1000 && WORKER_GONE.matcher(text).matches();
        };
    }

    private void version(String text) {
        known = VERSION.matcher(text).matches();
        if (!known) {
            problem("this is not the version of TLC whose output is understood: " + text.strip());
        }
    }

    private void violation(String text, String expected, String initial) {
        if (!text.strip().equals(expected) || announced == null) {
            problem("a violation that the module did not announce: " + text.strip());
            return;
        }
        current = new Violation(announced, new ArrayList<>());
        announced = null;
        violations.add(current);
        if (!initial.isEmpty()) {
            String variables = initial.substring(initial.indexOf('\n') + 1);
            current.states().add(new TlcState(1, "", TlcState.variables(variables)));
        }
    }

    private void state(String text) {
        TlcState state = TlcState.parse(text);
        if (current == null || state.number() != current.states().size() + 1) {
            problem("a state that belongs to no behaviour: " + text.lines().findFirst().orElse(""));
            return;
        }
        current.states().add(state);
    }

    private void counts(String text) {
        Matcher counts = COUNTS.matcher(text);
        if (!counts.find()) {
            problem("TLC printed counts that are not understood: " + text.strip());
            return;
        }
        generated = parse(counts.group(1));
        distinct = parse(counts.group(2));
        queue = parse(counts.group(3));
        Matcher level = PROGRESS_DEPTH.matcher(text);
        if (level.find()) {
            depth = (int) parse(level.group(1));
        }
        progress.update(distinct, queue, depth);
    }

    private void temporal(String text) {
        Matcher matcher = TEMPORAL.matcher(text);
        if (!matcher.find()) {
            problem("what TLC says of temporal properties is not understood: " + text.strip());
            return;
        }
        long branches = matcher.group(1) == null ? 1 : parse(matcher.group(1));
        long total = parse(matcher.group(2));
        if (branches < 1 || total % branches != 0) {
            problem("TLC's branches are of different graphs: " + text.strip());
            return;
        }
        temporalStates = total / branches;
    }

    private int number(Pattern pattern, String text, String what) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            problem(what + " that TLC printed is not understood: " + text.strip());
            return 0;
        }
        return (int) parse(matcher.group(1));
    }

    private static long parse(String number) {
        return Long.parseLong(number.replace(",", ""));
    }

    private void problem(String text) {
        problems.add(text);
    }

    /** The violations, in the order in which TLC found them. */
    List<Violation> violations() {
        return violations;
    }

    /** Whether the canary was reported: a behaviour of one step, the first that there is. */
    boolean canary() {
        return violations.stream()
                .anyMatch(
                        violation ->
                                violation.properties().contains(McModule.CANARY)
                                        && violation.states().size() == 2
                                        && !violation.states().get(1).action().isEmpty());
    }

    /** Numbers of the probes that were met. */
    Set<Integer> met() {
        return met;
    }

    /** The invariants that TLC says it has; only from several hosts. */
    Set<String> checked() {
        return checked;
    }

    /** Whether TLC says that it has ended. */
    boolean finished() {
        return finished;
    }

    /** States generated so far. */
    long generated() {
        return generated;
    }

    /** Distinct states so far. */
    long distinct() {
        return distinct;
    }

    /** States whose successors are not known yet; -1 if TLC has not said. */
    long queue() {
        return queue;
    }

    /** The level of the search. */
    int depth() {
        return depth;
    }

    /** States of the whole graph on which temporal properties were checked; -1 if they were not. */
    long temporalStates() {
        return temporalStates;
    }

    /** Whether memory ran out. */
    boolean outOfMemory() {
        return outOfMemory;
    }

    /** Whether TLC says that it searched everything, and everything it said was understood. */
    boolean complete() {
        return known && success && finished && queue == 0 && distinct > 0 && problems.isEmpty();
    }

    /** What was not understood or went wrong, in words; empty if nothing. */
    List<String> problems() {
        List<String> all = new ArrayList<>(problems);
        if (code != 0) {
            all.add("TLC's output stops in the middle of message " + code);
        }
        if (announced != null) {
            all.add("TLC announced a violation and did not print it");
        }
        for (Violation violation : violations) {
            if (violation.states().isEmpty()) {
                all.add("TLC printed no behaviour for a violation");
            }
        }
        return all;
    }
}
