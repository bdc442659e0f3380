package nowrite.stress.kernel.witness;

import java.util.List;
import java.util.stream.Stream;
import nowrite.stress.kernel.log.Probe;

/**
 * A part of the probes of one inode between two quiet moments: nobody was in a function that is
 * probed, and no WRITE was in flight. Which pages were dirty is not known.
 *
 * @param size the size of the file at the first
 * @param probes what fired in it
 */
record ProbeWindow(long size, List<Probe> probes) {

    ProbeWindow {
        probes = List.copyOf(probes);
    }

    String words() {
        return probes.get(0).place() + " to " + probes.get(probes.size() - 1).place();
    }

    ProbeWindow with(ProbeWindow next) {
        return new ProbeWindow(size, Stream.concat(probes.stream(), next.probes.stream()).toList());
    }
}
