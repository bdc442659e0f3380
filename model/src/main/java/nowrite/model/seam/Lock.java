package nowrite.model.seam;

/** A lock of the kernel: who holds it is state. Taken and released through {@link Seam} only. */
public final class Lock {
    /** The context that holds the lock, 0 if it is free. */
    public int holder;

    private final transient String name;

    /**
     * Makes a free lock.
     *
     * @param name the kernel's name for it, as traces print it
     */
    public Lock(String name) {
        this.name = name;
    }

    /** The kernel's name for the lock. */
    public String name() {
        return name;
    }
}
