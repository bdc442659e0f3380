package nowrite.stress.kernel.judge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nowrite.stress.kernel.log.KernelLog;
import nowrite.stress.kernel.log.Operation;
import nowrite.stress.kernel.log.Request;

/** The rules about what fsync, msync and close promise: R5 and R6. */
final class DurabilityRules {

    private final KernelLog log;
    private final Words words;
    private final Book book;

    DurabilityRules(KernelLog log, Words words, Book book) {
        this.log = log;
        this.words = words;
        this.book = book;
    }

    void judge() {
        Set<Operation> judged = new HashSet<>();
        for (Operation operation : log.operations()) {
            if (operation.makesDurable() && operation.isEnded()) {
                boolean part = operation.op().equals("msync");
                Iterable<Words.Word> covered =
                        part ? words.within(operation.at(), operation.length()) : words.all();
                for (Words.Word word : covered) {
                    durable(operation, word, judged);
                }
            }
        }
        told();
    }

    private void durable(Operation sync, Words.Word word, Set<Operation> judged) {
        Operation last = word.lastBefore(sync.begin());
        if (last == null || judged.contains(last) || !words.isInside(last)) {
            return;
        }
        if (sync.result() == 0) {
            judged.add(last);
        }
        Request carrier = carrier(sync, word, last);
        Operation cut = word.truncations.between(last.begin(), sync.end());
        book.ask(
                Rule.R5,
                () -> Book.words(sync) + " returned before the daemon had " + Book.words(last),
                book.of(sync),
                book.of(last),
                book.requests(Book.maybe(carrier)),
                book.operations(Book.maybe(cut)),
                book.requests(word.failed(last.begin(), sync.end())));
    }

    /** The WRITE with the word, as it was stored or newer, that was answered first. */
    private static Request carrier(Operation sync, Words.Word word, Operation store) {
        Request soonest = null;
        for (int i = word.firstWriteAfter(store.begin()); i < word.writes.size(); i++) {
            Request write = word.writes.get(i);
            if (write.read() > sync.end()) {
                break;
            }
            Operation carried = word.storeIn(write);
            if (carried != null
                    && carried.begin() >= store.begin()
                    && write.error() == 0
                    && (soonest == null || write.replying() < soonest.replying())) {
                soonest = write;
            }
        }
        return soonest;
    }

    /** Each thread has a file open of its own, and maps through it. */
    private void told() {
        Map<Integer, List<Operation>> syncs = new HashMap<>();
        for (Operation operation : log.operations()) {
            if (operation.op().equals("fsync") || operation.op().equals("msync")) {
                syncs.computeIfAbsent(operation.thread(), any -> new ArrayList<>()).add(operation);
            }
        }
        long inode = log.inode();
        for (Request write : log.requests()) {
            if (write.isWriteback() && write.error() != 0 && write.inode() == inode) {
                syncs.values().forEach(own -> told(write, own));
            }
        }
    }

    private void told(Request write, List<Operation> syncs) {
        List<Operation> earlier = new ArrayList<>();
        for (Operation sync : syncs) {
            if (sync.begin() > write.read() && sync.end() > write.replied()) {
                if (sync.isEnded()) {
                    book.ask(
                            Rule.R6,
                            () ->
                                    Book.words(sync)
                                            + " does not tell that "
                                            + Book.words(write)
                                            + " failed",
                            book.of(sync),
                            book.of(write),
                            book.operations(earlier));
                }
                return;
            }
            if (sync.end() > write.replying()) {
                earlier.add(sync);
            }
        }
    }
}
