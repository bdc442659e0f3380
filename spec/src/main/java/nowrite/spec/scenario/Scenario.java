package nowrite.spec.scenario;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nowrite.spec.KernelId;

/**
 * A scenario: what every engine runs, with the verdicts that must come out.
 *
 * <p>It also fixes the numbers that the engines share. Tasks are 1..T in file order. Request slots
 * 1..T are the foreground requests of the tasks; slot T + page * copies + c is copy c (from 1) of a
 * page, or of several of which it is the first; the slots after these are the RELEASEs of the file
 * handles. Contexts 1..T are the tasks, context T + slot is the daemon at work on that slot. Frame
 * page * frames + c is page frame c (from 1) of a page.
 *
 * @param name folder and file name without {@code .scn}: {@code truncate/in-flight}
 * @param path the file
 * @param title first line of the first comment block
 * @param description the rest of the first comment block, may be empty
 * @param pages pages of the file that the model has
 * @param fileHalves size of the file at the start, in half pages
 * @param maxPages pages of one WRITE at most, in generations that put several into one
 * @param tasks the tasks, in file order
 * @param mappings number of mappings (address spaces)
 * @param daemon how the daemon behaves
 * @param allocMayFail whether the allocation of a request may fail
 * @param dirtyLimits when who makes pages dirty is held up
 * @param client the file system
 * @param reach conditions that must be met in some reachable state
 * @param engines names of the engines that must decide it
 * @param budget what an engine may spend
 * @param expectations the verdict for each kernel, in file order
 * @param needs what the tasks need of each kind, {@link Needs#of counted} once
 */
public record Scenario(
        String name,
        Path path,
        String title,
        String description,
        int pages,
        int fileHalves,
        int maxPages,
        List<Task> tasks,
        int mappings,
        DaemonSpec daemon,
        boolean allocMayFail,
        DirtyLimits dirtyLimits,
        Client client,
        List<Reach> reach,
        Set<String> engines,
        Budget budget,
        List<Expectation> expectations,
        Needs needs) {

    private static final String ERRORS_SINCE = "6.1";

    /** More requests than any scenario has at once. */
    private static final int SEEN_THREADS = 99;

    /** The content number of what the file held at the start. */
    public static final int INITIAL_CONTENT = 99;

    /** Copies the collections, in their order. */
    public Scenario {
        tasks = List.copyOf(tasks);
        reach = List.copyOf(reach);
        engines = Collections.unmodifiableSet(new LinkedHashSet<>(engines));
        expectations = List.copyOf(expectations);
    }

    /** Requests that the daemon works on at once. */
    public int daemonThreads() {
        return daemon.threads();
    }

    /** Whether the daemon never replies. */
    public boolean silent() {
        return daemon.silent();
    }

    /** The tasks that never name the file: reclaim, migration, throttled allocators, sync(2). */
    public List<Task> outsiders() {
        return tasks.stream()
                .filter(task -> task.ops().stream().allMatch(Op::isThirdParty))
                .toList();
    }

    /** What the daemon may answer to SETATTR besides doing it. */
    public Set<SetattrOutcome> setattrOutcomes() {
        return daemon.setattrOutcomes();
    }

    /** Number of the task that is the daemon's own memory allocation, 0 if there is none. */
    public int allocator() {
        return needs.allocator();
    }

    /** Request slots of each page: as many as the operations may have copies, at least one. */
    public int copies() {
        return needs.copies();
    }

    /**
     * Number of open file handles. Where no task closes, handles are of no importance and there are
     * none; else each mapping has one, with the mapping's number.
     */
    public int handles() {
        return needs.handles();
    }

    /**
     * Page frames of each page: one in the cache, and one for each task that can hold on to a frame
     * that truncation or invalidation took out (a SETATTR takes a page out twice at most, a punched
     * hole once; reclaim takes out only what nobody holds on to).
     */
    public int frames() {
        return needs.frames();
    }

    /** Half pages of the model's file. */
    public int halves() {
        return 2 * pages;
    }

    /** Number of request slots. */
    public int slots() {
        return firstRelease() + handles() - 1;
    }

    private int firstRelease() {
        return tasks.size() + pages * copies() + 1;
    }

    /** Whether a request slot is for WRITEs of writeback. */
    public boolean isWriteback(int slot) {
        return slot > tasks.size() && slot < firstRelease();
    }

    /** The request slot for the RELEASE of a handle (from 1). */
    public int releaseSlot(int handle) {
        return firstRelease() + handle - 1;
    }

    /** Number of contexts: the tasks and the daemon on each slot. */
    public int contexts() {
        return tasks.size() + slots();
    }

    /** The request slot of a copy (from 1) of a page (from 0). */
    public int slot(int page, int copy) {
        return tasks.size() + page * copies() + copy;
    }

    /** A request slot's name: the task's, page.copy, or {@code release.} and the mapping's. */
    public String slotName(int slot) {
        if (slot <= tasks.size()) {
            return tasks.get(slot - 1).name();
        }
        if (slot >= firstRelease()) {
            return "release." + mappingName(slot - firstRelease() + 1);
        }
        int n = slot - tasks.size() - 1;
        return n / copies() + "." + (n % copies() + 1);
    }

    /** A context's name: the task's, or {@code daemon(SLOT)}; {@code -} for 0. */
    public String contextName(int context) {
        if (context == 0) {
            return "-";
        }
        return context <= tasks.size()
                ? tasks.get(context - 1).name()
                : "daemon(" + slotName(context - tasks.size()) + ")";
    }

    /** A mapping's name: that of the task whose address space it is in. */
    public String mappingName(int mapping) {
        return tasks.stream()
                .filter(task -> task.mapping() == mapping)
                .map(Task::name)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no mapping " + mapping));
    }

    /** A page frame's name: page.copy. */
    public String frameName(int frame) {
        return (frame - 1) / frames() + "." + ((frame - 1) % frames() + 1);
    }

    /**
     * The name of a content: {@code 0} for zeros, {@code init} for what the file held, else the
     * operation as task.number, the number from 1 in the task.
     */
    public String contentName(int content) {
        if (content == 0) {
            return "0";
        }
        if (content == INITIAL_CONTENT) {
            return "init";
        }
        for (Task task : tasks) {
            for (int i = 0; i < task.ops().size(); i++) {
                if (task.ops().get(i).id() == content) {
                    return task.name() + "." + (i + 1);
                }
            }
        }
        throw new IllegalArgumentException("no operation has the id " + content);
    }

    /** The task with this name. */
    public Optional<Task> task(String taskName) {
        return tasks.stream().filter(task -> task.name().equals(taskName)).findFirst();
    }

    /** The expected verdict on a kernel, if the scenario states one. */
    public Optional<Expectation> expectation(KernelId kernel) {
        return expectations.stream().filter(e -> e.kernel().equals(kernel)).findFirst();
    }

    /** A part of it that came with a generation: the first one that has it, and why not before. */
    private record Novelty(String since, String text) {
        boolean tooNewFor(String generation) {
            return KernelId.compareGenerations(generation, since) < 0;
        }
    }

    private Stream<Novelty> novelties() {
        List<Novelty> all = new ArrayList<>();
        if (daemon.writeMayFail()) {
            all.add(new Novelty(ERRORS_SINCE, "errors of WRITE are modelled from "));
        }
        if (daemon.noFsync() || daemon.noFlush() || sharesHandles()) {
            all.add(
                    new Novelty(
                            ERRORS_SINCE,
                            "a daemon without FSYNC or FLUSH, and a write(2) through a handle that"
                                    + " is closed, are modelled from "));
        }
        for (Op op : ops()) {
            if (!op.kind().since().isEmpty()) {
                all.add(new Novelty(op.kind().since(), "'" + op.text() + "' is modelled from "));
            }
        }
        return all.stream();
    }

    private List<Op> ops() {
        return tasks.stream().flatMap(task -> task.ops().stream()).toList();
    }

    /**
     * Why a kernel cannot run it: an operation that came with a later generation; empty if it can.
     */
    public Optional<String> tooNewFor(KernelId kernel) {
        return novelties()
                .filter(part -> part.tooNewFor(kernel.generation()))
                .findFirst()
                .map(part -> part.text() + part.since() + " on, not in " + kernel.generation());
    }

    /** The first generation that can run it; empty if all can. */
    public Optional<String> since() {
        return novelties().map(Novelty::since).max(KernelId::compareGenerations);
    }

    /** Whether some task reads the file with read(2) or O_DIRECT. */
    public boolean reads() {
        return needs.reads();
    }

    /** Whether some task calls stat(2). */
    public boolean stats() {
        return needs.stats();
    }

    /** Number of times that some task calls syncfs(2). */
    public int syncs() {
        return needs.syncs();
    }

    /** Whether some task writes through the handle of another one. */
    public boolean sharesHandles() {
        return needs.sharesHandles();
    }

    /** Whether some task changes attributes besides the size. */
    public boolean chmods() {
        return needs.chmods();
    }

    /** Whether some task makes the file shorter. */
    public boolean truncates() {
        return needs.truncates();
    }

    /** Whether some stat(2) may do with attributes that are cached. */
    public boolean cachesAttributes() {
        return needs.cachesAttributes();
    }

    /** Whether the connection may be aborted. */
    public boolean aborts() {
        return needs.aborts();
    }

    /**
     * Whether it is remembered which WRITEs failed, and who was told: where the daemon may answer
     * an error, or an fsync may succeed when the connection is gone.
     */
    public boolean tellsErrors() {
        return daemon.writeMayFail() || daemon.noFsync();
    }

    /** What of it the TLA+ modules do not have, in the words of the language; empty if they do. */
    public Optional<String> unspecified() {
        if (daemon.noFlush()) {
            return Optional.of("daemon ..., no FLUSH");
        }
        if (sharesHandles()) {
            return Optional.of("write ... via TASK");
        }
        if (aborts() && !daemon.setattrOutcomes().isEmpty()) {
            return Optional.of("abort beside 'setattr may fail'");
        }
        return ops().stream().filter(op -> !op.kind().isSpecified()).findFirst().map(Op::text);
    }

    /** Names of the tasks whose waiting for good is accepted on this kernel. */
    public Set<String> mayBlock(KernelId kernel) {
        return expectation(kernel).map(Expectation::blocks).orElse(Set.of());
    }

    /**
     * The same for what was seen of a running kernel: a daemon that takes any number of requests at
     * once, and as many slots for WRITEs of each page as are said.
     */
    public Scenario seen(int copies) {
        DaemonSpec any = new DaemonSpec(SEEN_THREADS, false, "", Set.of(), false, false, false);
        Needs needed = needs.asSeen(copies);
        return new Scenario(
                name,
                path,
                title,
                description,
                pages,
                fileHalves,
                maxPages,
                tasks,
                mappings,
                any,
                allocMayFail,
                dirtyLimits,
                client,
                reach,
                engines,
                budget,
                expectations,
                needed);
    }
}
