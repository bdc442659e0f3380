package nowrite.stress.kernel.witness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import nowrite.spec.KernelId;
import nowrite.spec.log.WitnessLog;
import nowrite.spec.log.Witnessed;
import nowrite.spec.tlc.TlcWitness;
import nowrite.stress.kernel.log.KernelLog;

/**
 * Asks the specification about a log: one window after the other, each as long as the
 * specification's bounds allow.
 */
public final class Witness {

    /** The oldest protocol of a kernel that write(2) into the page cache by iomap. */
    private static final int IOMAP_PROTOCOL = 44;

    /** From here on there are no temporary pages. */
    private static final String UNSTABLE_SINCE = "6.16";

    /** How often the kernel's own flusher may have run where nothing else explains a WRITE. */
    private static final int FLUSHES = 2;

    private static final Duration TIME = Duration.ofMinutes(5);

    private final TlcWitness judge;
    private final KernelId kernel;

    /** With the specification of a kernel. */
    public Witness(TlcWitness judge, KernelId kernel) {
        this.judge = judge;
        this.kernel = kernel;
    }

    /**
     * What the specification says of a window.
     *
     * @param window from where to where it is, for a person
     * @param operations how many operations began in it, or how many probes fired
     * @param answer the answer; null if it could not be asked
     * @param unfit why it could not be asked; null if it was
     */
    public record Answer(String window, int operations, Witnessed answer, String unfit) {}

    /** Gets how far it is. */
    public interface Progress {
        /** Windows done, of all. */
        void at(int done, int all);
    }

    /** The generation that a log is most likely of, by its protocol. */
    public static String generation(KernelLog log) {
        return log.protocol() >= IOMAP_PROTOCOL ? "6.18" : "6.1";
    }

    /** Asks about the windows of a log. */
    public List<Answer> ask(KernelLog log, Progress progress) throws InterruptedException {
        boolean stable = KernelId.compareGenerations(kernel.generation(), UNSTABLE_SINCE) < 0;
        boolean cached = log.writebackCache();
        List<Window> windows = joined(Windows.of(log), cached, stable);
        List<Answer> answers = new ArrayList<>();
        for (Window window : windows) {
            progress.at(answers.size(), windows.size());
            answers.add(
                    ask(
                            window.words() + ", " + window.operations().size() + " operations",
                            window.operations().size(),
                            flushes -> WindowLog.of(window, cached, stable, flushes)));
        }
        List<ProbeWindow> probed = joined(ProbeWindows.of(log.probes()));
        for (ProbeWindow window : probed) {
            progress.at(answers.size(), windows.size() + probed.size());
            answers.add(
                    ask(
                            window.words() + ", " + window.probes().size() + " probes",
                            window.probes().size(),
                            flushes -> ProbeLog.of(window)));
        }
        return answers;
    }

    private Answer ask(String words, int operations, IntFunction<WitnessLog> log)
            throws InterruptedException {
        try {
            WitnessLog seen = log.apply(0);
            Witnessed answer = judge.explain(seen, kernel, TIME);
            if (answer.refusal() != null && seen.probed() && !seen.free().isEmpty()) {
                throw new UnfitException(
                        "it has pages that write(2) has dirtied, unseen by any probe, and none of"
                                + " the ways tried to put that in explains it");
            }
            if (answer.refusal() != null && !seen.probed()) {
                Witnessed flushed = judge.explain(log.apply(FLUSHES), kernel, TIME);
                answer = flushed.refusal() == null ? flushed : answer;
            }
            return new Answer(words, operations, answer, null);
        } catch (UnfitException e) {
            return new Answer(words, operations, null, e.getMessage());
        }
    }

    private static List<Window> joined(List<Window> windows, boolean cached, boolean stable) {
        List<Window> joined = new ArrayList<>();
        for (Window window : windows) {
            Window last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && fits(last, cached, stable)) {
                Window both = last.with(window);
                if (fits(both, cached, stable)) {
                    joined.set(joined.size() - 1, both);
                    continue;
                }
            }
            joined.add(window);
        }
        return joined;
    }

    private static boolean fits(Window window, boolean cached, boolean stable) {
        try {
            WindowLog.of(window, cached, stable, 0);
            return true;
        } catch (UnfitException e) {
            return false;
        }
    }

    private static List<ProbeWindow> joined(List<ProbeWindow> windows) {
        List<ProbeWindow> joined = new ArrayList<>();
        for (ProbeWindow window : windows) {
            ProbeWindow last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && fits(last) && fits(last.with(window))) {
                joined.set(joined.size() - 1, last.with(window));
            } else {
                joined.add(window);
            }
        }
        return joined;
    }

    private static boolean fits(ProbeWindow window) {
        try {
            ProbeLog.of(window);
            return true;
        } catch (UnfitException e) {
            return false;
        }
    }
}
