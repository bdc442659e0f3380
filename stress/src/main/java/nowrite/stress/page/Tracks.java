package nowrite.stress.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nowrite.spec.trace.reading.RequestLife;

/** Which request runs on which track of the daemon's lane: no two at once on one. */
final class Tracks {
    private final Map<RequestLife, Integer> tracks = new LinkedHashMap<>();
    private int count;

    /**
     * Finds tracks.
     *
     * @param requests the requests of a trace; those that were never sent get none
     * @param steps number of steps of the trace
     */
    Tracks(List<RequestLife> requests, int steps) {
        List<Integer> busyUntil = new ArrayList<>();
        for (RequestLife life : requests.stream().sorted(Tracks::bySent).toList()) {
            if (life.sent() == 0) {
                continue;
            }
            int track = 0;
            while (track < busyUntil.size() && busyUntil.get(track) >= life.sent()) {
                track++;
            }
            int end = life.ended() == 0 ? steps : life.ended();
            if (track == busyUntil.size()) {
                busyUntil.add(end);
            } else {
                busyUntil.set(track, end);
            }
            tracks.put(life, track);
        }
        count = busyUntil.size();
    }

    private static int bySent(RequestLife a, RequestLife b) {
        return a.sent() != b.sent()
                ? Integer.compare(a.sent(), b.sent())
                : a.slot().compareTo(b.slot());
    }

    /** How many there are. */
    int count() {
        return count;
    }

    /** The requests that were sent, with their tracks from 0. */
    Map<RequestLife, Integer> all() {
        return tracks;
    }

    /** The track of the request in a slot at a step, 0 if there is none. */
    int of(String slot, int step) {
        int track = 0;
        for (Map.Entry<RequestLife, Integer> entry : tracks.entrySet()) {
            if (entry.getKey().slot().equals(slot) && entry.getKey().sent() <= step) {
                track = entry.getValue();
            }
        }
        return track;
    }
}
