package nowrite.model.state;

import nowrite.model.seam.Lock;

/** The file as the daemon has it. */
public final class DaemonFile {
    /** Makes the daemon's work on one request atomic; never held from one step to the next. */
    public final Lock lock = new Lock("daemon");

    /** Its size in half pages. */
    public int size;

    /** Content of each half page. */
    public final int[] data;

    DaemonFile(int halves) {
        data = new int[halves];
    }
}
