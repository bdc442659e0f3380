package nowrite.stress.kernel.steer;

import java.util.List;
import java.util.Set;

/** What is tried with a kernel, and how. */
public interface Guide {

    /** Half pages that are mapped. */
    int halves();

    /** Half pages of the file at the start. */
    int size();

    /** Whether write(2) goes to the page cache. */
    boolean writebackCache();

    /** The tasks that use the file. */
    List<String> tasks();

    /** The requests that the daemon keeps back until it is told to answer. */
    Set<String> held();

    /** Leads the kernel. */
    Outcome lead(Scene scene) throws InterruptedException;

    /**
     * How far the kernel was led.
     *
     * @param followed how many leads it followed
     * @param astray the first that it did not follow; null if it followed all
     * @param instead what it did instead, for a person; null if it followed all
     */
    record Outcome(int followed, Lead astray, String instead) {}
}
