package nowrite.stress.patch;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import nowrite.model.kernel.Kernel;
import nowrite.model.state.Page;

/**
 * Where the code of patches says which method it enters, leaves and calls: {@link PatchWeaver} puts
 * these calls into it. One search at a time, in the child.
 */
public final class LockProbe {
    private static Kernel kernel;
    private static int context;
    private static String who = "";
    private static Map<String, MethodUse> uses = new TreeMap<>();

    private LockProbe() {}

    /** The code that follows is run by a context. */
    static void runs(Kernel k, int self, String operation) {
        kernel = k;
        context = self;
        who = operation;
    }

    /** Forgets what was seen, and returns it. */
    static Map<String, MethodUse> take() {
        Map<String, MethodUse> seen = uses;
        uses = new TreeMap<>();
        return seen;
    }

    private static MethodUse use(String method) {
        return uses.computeIfAbsent(method, m -> MethodUse.none());
    }

    /** A method of a patch is entered. */
    public static void entered(String method) {
        MethodUse use = use(method);
        use.callers().add(who);
        use.onEntry().add(held());
    }

    /** A method of a patch returns. */
    public static void left(String method) {
        use(method).onExit().add(held());
    }

    /**
     * A method of a patch calls a kernel function.
     *
     * @param method the method of the patch
     * @param callee what it calls
     * @param needs the lock that the callee's caller must hold
     * @param place file and line
     */
    public static void calls(String method, String callee, String needs, String place) {
        String held = held();
        if (!(", " + held + ",").contains(", " + needs + ",")) {
            use(method)
                    .badCalls()
                    .add(
                            place
                                    + ": calls "
                                    + callee
                                    + " without the "
                                    + needs
                                    + " that its caller must hold");
        }
    }

    private static String held() {
        if (kernel == null) {
            return "";
        }
        TreeSet<String> held = new TreeSet<>();
        if (kernel.inode().iMutex.holder == context) {
            held.add("i_mutex");
        }
        if (kernel.conn().lock.holder == context) {
            held.add(kernel.conn().lock.name());
        }
        for (Page page : kernel.mapping().frames) {
            if (page.locked == context) {
                held.add("page lock");
            }
        }
        return String.join(", ", held);
    }
}
