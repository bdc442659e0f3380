package nowrite.stress.kernel.judge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import nowrite.stress.kernel.log.KernelLog;
import nowrite.stress.kernel.log.Operation;
import nowrite.stress.kernel.log.Request;

/** What a log says about each word of the file: who stored what there, and which WRITEs had it. */
final class Words {

    /** One word. */
    static final class Word {
        final long offset;
        final List<Operation> stores = new ArrayList<>();
        final List<Request> writes = new ArrayList<>();
        final List<Operation> looks = new ArrayList<>();
        final Cuts truncations;
        final Cuts holes;
        private final Map<Long, Operation> byValue = new HashMap<>();
        private final Set<Long> repeated = new HashSet<>();
        private final List<Request> failed = new ArrayList<>();

        Word(long offset, List<Operation> cutting, Cuts.Answered answered) {
            this.offset = offset;
            this.truncations = Cuts.truncations(cutting, offset, answered);
            this.holes = Cuts.holes(cutting, offset, answered);
        }

        private void store(Operation operation) {
            if (byValue.put(operation.value(), operation) != null) {
                repeated.add(operation.value());
            }
            if (operation.hasStored()) {
                stores.add(operation);
            }
        }

        private void write(Request request) {
            writes.add(request);
            if (request.error() != 0) {
                failed.add(request);
            }
        }

        /** Who stored a value; null if nobody did, or more than one. */
        Operation storeOf(long value) {
            return repeated.contains(value) ? null : byValue.get(value);
        }

        /** Who stored what a WRITE has here; null if that is not known. */
        Operation storeIn(Request write) {
            return storeOf(write.values().getOrDefault(offset, 0L));
        }

        /** The store that had ended last before a moment; null if none had. */
        Operation lastBefore(int moment) {
            int low = 0;
            int high = stores.size();
            while (low < high) {
                int middle = (low + high) / 2;
                if (stores.get(middle).end() < moment) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low == 0 ? null : stores.get(low - 1);
        }

        /** WRITEs of the word that failed after a moment and were read before another. */
        List<Request> failed(int from, int to) {
            return failed.stream()
                    .filter(write -> write.replied() > from && write.read() < to)
                    .limit(1)
                    .toList();
        }

        /** The place of the first WRITE that was read after a moment. */
        int firstWriteAfter(int moment) {
            int low = 0;
            int high = writes.size();
            while (low < high) {
                int middle = (low + high) / 2;
                if (writes.get(middle).read() > moment) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low;
        }
    }

    private final TreeMap<Long, Word> words = new TreeMap<>();
    private final Sizes sizes;
    private final boolean allKnown;

    Words(KernelLog log) {
        Cuts.Answered answered = new Cuts.Answered(log);
        List<Operation> cutting =
                log.operations().stream()
                        .filter(op -> op.mayCut(Long.MAX_VALUE - 8) || op.op().equals("punch"))
                        .toList();
        sizes = new Sizes(log.operations());
        boolean known = true;
        for (Operation operation : log.operations()) {
            known &= !operation.op().startsWith("dio_");
            if (operation.stores() && operation.value() != 0) {
                word(operation.at(), cutting, answered).store(operation);
            }
        }
        allKnown = known;
        for (Operation operation : log.operations()) {
            Word word = words.get(operation.at());
            if (word != null && operation.looks() && operation.result() == 8) {
                word.looks.add(operation);
            }
        }
        long inode = log.inode();
        for (Request request : log.requests()) {
            if (request.inode() == inode) {
                for (Long offset : request.values().keySet()) {
                    Word word = words.get(offset);
                    if (word != null) {
                        word.write(request);
                    }
                }
            }
        }
        words.values().forEach(word -> word.stores.sort(Comparator.comparingInt(Operation::end)));
    }

    private Word word(long offset, List<Operation> cutting, Cuts.Answered answered) {
        return words.computeIfAbsent(offset, any -> new Word(offset, cutting, answered));
    }

    Iterable<Word> all() {
        return words.values();
    }

    Iterable<Word> within(long offset, long length) {
        return words.subMap(offset, offset + length).values();
    }

    /** Whether no operation stores what the log does not say. */
    boolean areAllKnown() {
        return allKnown;
    }

    /** Whether the word was inside the file all the time while it was stored. */
    boolean isInside(Operation store) {
        return store.at() + 8 <= sizes.smallest(store);
    }
}
