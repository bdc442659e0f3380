package nowrite.stress.arch.planted.concurrent.model.seam;

import java.util.concurrent.Semaphore;

/** Keeps the rule: this is the one class that may. */
public final class ThreadedSeam {
    /** The dependency that is allowed. */
    public final Semaphore running = new Semaphore(1);
}
