package nowrite.stress.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import nowrite.model.kernel.KernelFunction;

/** Makes the {@link PortingNote}s of patches, from what is declared, seen and written. */
final class PortingNotes {
    private static final Set<String> LOCKS = Set.of("page lock", "fc->lock", "fi->lock", "i_mutex");

    private static final String OWN_CONTEXT = "the daemon";

    private PortingNotes() {}

    /**
     * The notes.
     *
     * @param searched what was searched with the patches
     */
    static List<PortingNote> of(List<CompiledPatch> patches, List<Searched> searched) {
        Map<String, MethodUse> uses = new TreeMap<>();
        for (Searched one : searched) {
            one.uses()
                    .forEach(
                            (method, use) ->
                                    uses.computeIfAbsent(method, m -> MethodUse.none()).add(use));
        }
        List<PortingNote> notes = new ArrayList<>();
        for (CompiledPatch patch : patches) {
            PatchCalls calls = new PatchCalls(patch.classes());
            for (CompiledPatch.Override one : patch.overrides()) {
                notes.add(note(one, calls, uses));
            }
        }
        return notes;
    }

    private static PortingNote note(
            CompiledPatch.Override one, PatchCalls calls, Map<String, MethodUse> uses) {
        MethodUse use = uses.getOrDefault(one.own(), MethodUse.none());
        KernelFunction f = one.function();
        List<String> violations = new ArrayList<>(use.badCalls());
        calls.reachableFrom(one.own()).stream()
                .filter(method -> !method.equals(one.own()) && uses.containsKey(method))
                .forEach(method -> violations.addAll(uses.get(method).badCalls()));
        if (f != null) {
            violations.addAll(locks(f, use));
            if (!f.maySleep()) {
                String model = one.method();
                String owner = model.substring(0, model.indexOf('.'));
                Set<String> own =
                        PatchCalls.ofModel(owner)
                                .sleepingCalls(
                                        owner.replace('/', '.') + model.substring(owner.length()));
                calls.sleeping(one.own(), own)
                        .forEach(
                                place ->
                                        violations.add(
                                                place + " in " + f.name() + ", which may not"));
            }
        }
        return new PortingNote(
                one.own().replaceFirst("\\(.*", ""),
                one.text().replaceFirst("^[^:]*: ", ""),
                f == null ? "those of the function that it is a part of" : none(f.locksOnEntry()),
                f == null ? "likewise" : none(f.locksOnExit()),
                f == null ? "may sleep where that function may" : sleep(f, use),
                f == null ? "may allocate as that function may" : allocate(f, use),
                List.copyOf(use.callers()),
                List.copyOf(use.onEntry()),
                List.copyOf(use.onExit()),
                calls.allocating(one.own()),
                violations.stream().distinct().toList());
    }

    private static String none(String locks) {
        return locks.isEmpty() ? "none" : locks;
    }

    /** Locks that are declared and not there, or there and not declared. */
    private static List<String> locks(KernelFunction f, MethodUse use) {
        List<String> wrong = new ArrayList<>();
        for (String lock : LOCKS) {
            if (has(f.locksOnEntry(), lock)
                    && use.onEntry().stream().anyMatch(set -> !has(set, lock))) {
                wrong.add(f.name() + " is called without the " + lock + ", which it expects");
            }
            boolean kept = has(f.locksOnExit(), lock);
            boolean enteredWith = use.onEntry().stream().anyMatch(set -> has(set, lock));
            if (kept
                    && !use.onExit().isEmpty()
                    && use.onExit().stream().noneMatch(set -> has(set, lock))) {
                wrong.add(
                        f.name() + " returns without the " + lock + ", which its callers rely on");
            }
            boolean givesBack = has(f.locksOnEntry(), lock);
            boolean isNew = givesBack || !enteredWith;
            if (!kept && isNew && use.onExit().stream().anyMatch(set -> has(set, lock))) {
                wrong.add(
                        f.name()
                                + " returns with the "
                                + lock
                                + " held; its callers expect it to be free");
            }
        }
        wrong.sort(null);
        return wrong;
    }

    private static boolean has(String set, String lock) {
        return List.of(set.split(", ")).contains(lock);
    }

    private static boolean isAtomic(KernelFunction f) {
        return f.locksOnEntry().contains("->lock");
    }

    private static String sleep(KernelFunction f, MethodUse use) {
        if (isAtomic(f)) {
            return "may not sleep: its caller holds the spinlock " + f.locksOnEntry();
        }
        if (!f.maySleep()) {
            return "may not sleep: the kernel's own does not, and callers rely on that";
        }
        if (use.callers().contains(OWN_CONTEXT)) {
            return "may sleep, but runs in the daemon's own context: what it waits for must not"
                    + " need the daemon";
        }
        return "may sleep";
    }

    private static String allocate(KernelFunction f, MethodUse use) {
        if (isAtomic(f)) {
            return "may allocate with GFP_ATOMIC only, which may fail";
        }
        if (use.callers().contains(OWN_CONTEXT)) {
            return "runs in the daemon's own context: an allocation must not wait for reclaim, which"
                    + " may wait for this daemon: GFP_ATOMIC, or allocate before";
        }
        if (!f.maySleep()) {
            return "may allocate with GFP_ATOMIC only, or allocate before";
        }
        if (use.callers().stream().anyMatch(one -> one.startsWith("reclaim"))) {
            return "reclaim runs it: GFP_NOFS, else the allocation enters the file system again; and"
                    + " no wait for the daemon";
        }
        if (f.locksOnEntry().contains("page lock")) {
            return "the page lock is held: GFP_NOFS, for reclaim wants page locks of this file system";
        }
        return "may allocate with GFP_KERNEL as long as it holds no page lock and no nowrite, with"
                + " GFP_NOFS under these";
    }
}
