package nowrite.model.seam;

/**
 * A wait queue of the kernel: contexts in the order in which they went to sleep. Entries are
 * positive for a non-exclusive waiter and negative for an exclusive one (it wants the lock); unused
 * slots are 0, so equal queues have equal arrays.
 */
public final class WaitQueue {
    /** The waiting contexts, first come first; 0 past the end. */
    public final int[] entries;

    private final transient String name;

    /**
     * Makes an empty queue.
     *
     * @param name the kernel's name for it
     * @param contexts how many contexts there are
     */
    public WaitQueue(String name, int contexts) {
        this.name = name;
        this.entries = new int[contexts];
    }

    /** The kernel's name for the queue. */
    public String name() {
        return name;
    }

    /** Whether the context waits here. */
    public boolean contains(int context) {
        for (int e : entries) {
            if (e == 0) {
                return false;
            }
            if (e == context || e == -context) {
                return true;
            }
        }
        return false;
    }

    /** Adds a waiter at the end. */
    public void add(int entry) {
        for (int i = 0; i < entries.length; i++) {
            if (entries[i] == 0) {
                entries[i] = entry;
                return;
            }
        }
        throw new IllegalStateException(name + " is full");
    }

    /** Takes one waiter off, if it is there. */
    public void remove(int context) {
        int kept = 0;
        for (int i = 0; i < entries.length; i++) {
            int e = entries[i];
            entries[i] = 0;
            if (e != 0 && e != context && e != -context) {
                entries[kept++] = e;
            }
        }
    }

    /** Takes every waiter off. */
    public void wakeAll() {
        java.util.Arrays.fill(entries, 0);
    }

    /** Takes all non-exclusive waiters and the first exclusive one off. */
    public void wakeOneExclusive() {
        int kept = 0;
        boolean one = false;
        for (int i = 0; i < entries.length; i++) {
            int e = entries[i];
            entries[i] = 0;
            if (e < 0 && one) {
                entries[kept++] = e;
            } else if (e < 0) {
                one = true;
            }
        }
    }
}
