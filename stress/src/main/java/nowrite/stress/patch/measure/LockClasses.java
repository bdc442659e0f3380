package nowrite.stress.patch.measure;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import nowrite.model.kernel.Kernel;
import nowrite.model.kernel.KernelCode;
import nowrite.model.seam.Lock;
import nowrite.model.seam.WaitQueue;
import nowrite.model.state.FuseReq;
import nowrite.model.state.Page;
import nowrite.model.state.PageTable;
import nowrite.stress.explore.Exploration;

/**
 * The locks and wait queues of a kernel, by class as lockdep has them: every page's lock is of one
 * class. What a context holds is a set of classes, as bits.
 */
final class LockClasses {
    /** The context of the daemon itself: what it waits for the daemon waits for. */
    static final String DAEMON = "the daemon";

    static final String PAGE_LOCK = "page lock";
    static final String I_MUTEX = "i_mutex";
    static final String NOWRITE = "nowrite";
    static final String MMAP_SEM = "mmap_sem";
    static final String ANSWER = "an answer";
    static final String COPY = "a page's copy in flight";
    static final String WRITES = "WRITEs in flight";
    static final String BUCKET = "WRITEs before a syncfs";
    static final String WRITEBACK = "PG_writeback";

    /** Where a WRITE has the pages themselves, they are under writeback until it is answered. */
    static final String ANSWERED = "PG_writeback until the answer";

    private static final String SECOND = "another page lock";

    private static final Set<String> FAULTS = Set.of("do_wp_page", "__do_fault", "filemap_fault");
    private static final int MOST = 31;

    /** A queue, and the page that it belongs to. */
    record Queue(String what, Page page, WaitQueue queue) {}

    private final Kernel k;
    private final List<String> names = new ArrayList<>();
    private final Map<Lock, Integer> locks = new IdentityHashMap<>();
    private final Map<Integer, Lock> lockAt = new HashMap<>();
    private final Map<Integer, Queue> queueAt = new HashMap<>();
    private final Map<Object, Boolean> seen = new IdentityHashMap<>();
    private final Exploration exploration;

    LockClasses(Kernel k, Exploration exploration) {
        this.k = k;
        this.exploration = exploration;
        List.of(DAEMON, MMAP_SEM, PAGE_LOCK, SECOND, NOWRITE).forEach(this::bit);
        add(k.inode().iMutex);
        add(k.conn().lock);
        if (k.state.client != null) {
            add(k.state.client.lock);
        }
        for (Page page : k.mapping().frames) {
            add(page.lockq, PAGE_LOCK, page);
            add(page.wbq, k.fuseFile.hasTemporaryPages() ? WRITEBACK : ANSWERED, page);
        }
        for (FuseReq req : k.conn().slots) {
            add(req.waitq, ANSWER, null);
        }
        add(k.inode().pageWaitq, COPY, null);
        add(k.conn().bucketWaitq, BUCKET, null);
        for (Object component : Components.of(k)) {
            for (Class<?> c = component.getClass(); c != KernelCode.class; c = c.getSuperclass()) {
                fields(c, component);
            }
        }
    }

    /** A patch's own locks and queues, also in objects of its own. */
    private void fields(Class<?> type, Object owner) {
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                try {
                    field.setAccessible(true);
                    own(field.get(owner));
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException("cannot read " + field, e);
                }
            }
        }
    }

    private void own(Object value) {
        if (value == null || seen.put(value, true) != null) {
            return;
        }
        if (value instanceof Lock lock) {
            add(lock);
        } else if (value instanceof WaitQueue queue) {
            add(queue, queue.name(), null);
        } else if (value instanceof Object[] many) {
            for (int i = 0; i < Array.getLength(many); i++) {
                own(many[i]);
            }
        } else if (!value.getClass().getName().startsWith("java.")
                && !value.getClass().getName().startsWith("nowrite.")
                && !(value instanceof Enum)) {
            fields(value.getClass(), value);
        }
    }

    private void add(Lock lock) {
        int place = exploration.placeOf(lock);
        if (place >= 0 && !locks.containsKey(lock)) {
            locks.put(lock, bit(lock.name()));
            lockAt.put(place, lock);
        }
    }

    private void add(WaitQueue queue, String what, Page page) {
        int place = queue.entries.length == 0 ? -1 : exploration.placeOf(queue.entries);
        if (place >= 0) {
            queueAt.putIfAbsent(place, new Queue(what, page, queue));
        }
    }

    private int bit(String name) {
        int known = names.indexOf(name);
        if (known >= 0) {
            return 1 << known;
        }
        if (names.size() == MOST) {
            throw new IllegalStateException("more than " + MOST + " classes of locks");
        }
        names.add(name);
        return 1 << names.size() - 1;
    }

    /** The lock at a place of the shared state. */
    Lock lockAt(int place) {
        return lockAt.get(place);
    }

    /** The queue at a place of the shared state. */
    Queue queueAt(int place) {
        return queueAt.get(place);
    }

    /** What each context holds in the state that is loaded, by context - 1. */
    void held(int[] masks, int from, int contexts) {
        for (int c = 0; c < contexts; c++) {
            masks[from + c] = exploration.isDaemon(c + 1) ? bit(DAEMON) : 0;
        }
        if (k.scenario.allocator() != 0) {
            masks[from + k.scenario.allocator() - 1] |= bit(DAEMON);
        }
        locks.forEach(
                (lock, bit) -> {
                    if (lock.holder > 0) {
                        masks[from + lock.holder - 1] |= bit;
                    }
                });
        for (Page page : k.mapping().frames) {
            if (page.locked > 0) {
                int at = from + page.locked - 1;
                masks[at] |= (masks[at] & bit(PAGE_LOCK)) != 0 ? bit(SECOND) : bit(PAGE_LOCK);
            }
        }
        if (k.inode().writectr < 0 && k.inode().iMutex.holder > 0) {
            masks[from + k.inode().iMutex.holder - 1] |= bit(NOWRITE);
        }
        for (PageTable mm : k.state.mms) {
            for (int c = 0; c < contexts; c++) {
                if ((mm.readers & 1 << c + 1) != 0) {
                    masks[from + c] |= bit(MMAP_SEM);
                }
            }
        }
    }

    /** What a call stack says is held: a fault holds mmap_sem. */
    int heldBy(List<String> stack) {
        return stack.stream().anyMatch(FAULTS::contains) ? bit(MMAP_SEM) : 0;
    }

    /** The names of a set. */
    List<String> names(int mask) {
        List<String> in = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if ((mask & 1 << i) != 0) {
                in.add(names.get(i));
            }
        }
        return in;
    }

    /** The locks of a set, without the daemon, as a person reads them; empty if there are none. */
    String text(int mask) {
        StringJoiner text = new StringJoiner(" and ");
        names(mask & ~bit(DAEMON)).forEach(text::add);
        return text.toString();
    }

    /** The spinlocks of a set: whoever holds one must not sleep. */
    int spinlocks(int mask) {
        int spin = 0;
        for (Map.Entry<Lock, Integer> one : locks.entrySet()) {
            if ((mask & one.getValue()) != 0 && isSpinlock(one.getKey().name())) {
                spin |= one.getValue();
            }
        }
        return spin;
    }

    /** Whether a lock of this name is one under which nobody may sleep. */
    static boolean isSpinlock(String name) {
        return !name.endsWith("mutex")
                && !name.endsWith("sem")
                && !name.equals(PAGE_LOCK)
                && !name.equals(NOWRITE)
                && !name.equals(SECOND)
                && !name.equals("client lock")
                && !name.equals(DAEMON);
    }

    /** Whether such a wait ends only when the daemon has answered. */
    static boolean isDaemons(String what) {
        return what.equals(ANSWER)
                || what.equals(COPY)
                || what.equals(ANSWERED)
                || what.equals(WRITES)
                || what.equals(BUCKET);
    }
}
