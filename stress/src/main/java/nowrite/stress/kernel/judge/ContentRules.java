package nowrite.stress.kernel.judge;

import java.util.HashMap;
import java.util.Map;
import nowrite.spec.tlc.BoundaryRules.Fact;
import nowrite.stress.kernel.log.Operation;
import nowrite.stress.kernel.log.Request;

/** The rules about what WRITEs and reads have in them: R4, R8, R9 and R10. */
final class ContentRules {

    private final Words words;
    private final Book book;

    ContentRules(Words words, Book book) {
        this.words = words;
        this.book = book;
    }

    void judge() {
        for (Words.Word word : words.all()) {
            inOrder(word);
            gone(word);
            word.looks.forEach(look -> coherent(word, look));
        }
    }

    private void inOrder(Words.Word word) {
        Request newest = null;
        Operation newestStore = null;
        for (Request write : word.writes) {
            Operation store = write.isWriteback() ? word.storeIn(write) : null;
            if (store == null || write.error() != 0 || !write.isAnswered()) {
                continue;
            }
            if (newest != null) {
                Request before = newest;
                Operation earlier = newestStore;
                book.ask(
                        Rule.R4,
                        () ->
                                Book.words(write)
                                        + " brings "
                                        + Book.words(store)
                                        + " after "
                                        + Book.words(before)
                                        + " brought "
                                        + Book.words(earlier),
                        book.of(before),
                        book.of(write),
                        book.of(earlier),
                        book.of(store));
            }
            if (newest == null || store.begin() >= newestStore.begin()) {
                newest = write;
                newestStore = store;
            }
        }
    }

    /** What was cut off must not be seen later: it is enough to look at the last time of each. */
    private void gone(Words.Word word) {
        Map<Operation, Request> lastWrite = new HashMap<>();
        Map<Operation, Operation> lastLook = new HashMap<>();
        for (Request write : word.writes) {
            Operation store = word.storeIn(write);
            if (store != null) {
                lastWrite.put(store, write);
            }
        }
        for (Operation look : word.looks) {
            Operation store = word.storeOf(look.value());
            if (store != null) {
                lastLook.put(store, look);
            }
        }
        for (Operation store : word.stores) {
            if (word.storeOf(store.value()) == store && words.isInside(store)) {
                gone(Rule.R8, word.truncations, store, lastWrite.get(store), lastLook.get(store));
                gone(Rule.R9, word.holes, store, lastWrite.get(store), lastLook.get(store));
            }
        }
    }

    private void gone(Rule rule, Cuts cuts, Operation store, Request write, Operation look) {
        Cuts.Cut cut = cuts.after(store.end());
        if (cut == null) {
            return;
        }
        Fact by = book.cut(cut.operation(), cut.gone());
        String what =
                " brings back "
                        + Book.words(store)
                        + ", which was cut off by "
                        + Book.words(cut.operation());
        if (write != null) {
            book.ask(
                    rule,
                    () -> Book.words(write) + what,
                    by,
                    book.of(store),
                    book.seen(write.read()));
        }
        if (look != null) {
            // What an operation of a user saw must be after the end of the other user's operation.
            Fact ended = book.cut(cut.operation(), cut.operation().end());
            book.ask(
                    rule,
                    () -> Book.words(look) + what,
                    ended,
                    book.of(store),
                    book.seen(look.begin()));
        }
    }

    private void coherent(Words.Word word, Operation look) {
        Operation last = word.lastBefore(look.begin());
        if (last == null || !words.isInside(last)) {
            return;
        }
        Operation found = look.value() == 0 ? null : word.storeOf(look.value());
        if (look.value() != 0 && found == null && !words.areAllKnown()) {
            return;
        }
        Operation truncation = word.truncations.between(last.begin(), look.end());
        book.ask(
                Rule.R10,
                () ->
                        Book.words(look)
                                + " does not find what was stored last, by "
                                + Book.words(last),
                book.of(look),
                book.of(last),
                book.operations(Book.maybe(found)),
                book.operations(Book.maybe(truncation)),
                book.requests(word.failed(last.begin(), look.end())));
    }
}
