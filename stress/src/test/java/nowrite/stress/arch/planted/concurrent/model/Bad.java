package nowrite.stress.arch.planted.concurrent.model;

import java.util.concurrent.locks.ReentrantLock;

/** Breaks the rule: the model takes a lock of the JDK. */
public final class Bad {
    /** The dependency. */
    public final ReentrantLock lock = new ReentrantLock();
}
