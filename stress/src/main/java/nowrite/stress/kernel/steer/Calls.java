package nowrite.stress.kernel.steer;

/** Which operations of a scenario a task can be told to do on a kernel. */
final class Calls {

    /** Those that a system call, or an access to the mapping, does. */
    private static final String POSSIBLE =
            "(store [0-9]+h|dio-read into [0-9]+h?)( via [A-Za-z][A-Za-z0-9-]*)?"
                    + "|(write|load|read|read direct|truncate) [0-9]+[hp]?(\\.\\..*)?|punch [0-9]+"
                    + "|fsync|writepages (none|all)|open( trunc)?|close|chmod|stat|syncfs";

    private Calls() {}

    /** Why a kernel cannot be asked for an operation, for a person; null if it can. */
    static String whyNot(String operation) {
        if (operation.matches(POSSIBLE)) {
            return null;
        }
        String why =
                switch (operation.split(" ")[0]) {
                    case "reclaim" -> "memory reclaim begins inside the kernel";
                    case "migrate" -> "pages are moved from inside the kernel";
                    case "throttle" -> "an allocation waits for writeback inside the kernel";
                    case "sync" ->
                            "sync(2) would wait for every mount of the machine; it is never called"
                                    + " here";
                    default -> "no system call does it here";
                };
        return "'" + operation + "' cannot be asked of a kernel: " + why;
    }
}
