package nowrite.stress.page;

/** Paths of a state in words. */
final class Words {
    private Words() {}

    /** A path as one says it: {@code frame0.1.locked} is page 0's lock. */
    static String path(String path) {
        return path.replaceFirst("^frame(\\d+)\\.1\\.", "page $1 ")
                .replaceFirst("^frame(\\d+)\\.(\\d+)\\.", "page $1 frame $2 ")
                .replaceFirst("^page(\\d+)\\.cached", "page $1 in cache")
                .replaceFirst("^pte\\.([^.]+)\\.(\\d+)$", "page $2 pte of $1")
                .replaceFirst("^req\\.", "request ")
                .replaceFirst("^daemon\\.", "daemon's ")
                .replaceFirst("^(?:lock|queue)\\((.+)\\)$", "$1")
                .replaceFirst("^ghost\\.bad$", "violated so far")
                .replaceFirst("^ghost\\.bug$", "failed assertion");
    }

    /** Whether a path says where a context stands. */
    static boolean isPosition(String path) {
        String field =
                path.startsWith("daemon(")
                        ? path.substring(path.indexOf(')') + 1)
                        : path.substring(Math.max(path.indexOf('.'), 0));
        return field.matches("\\.(op|pc|stack|wants|loc\\..+)");
    }

    /** Whether a path is a counter of pages, which follows from what the pages are. */
    static boolean isCounter(String path) {
        return path.startsWith("vmstat.");
    }

    /** Whether a path is the checker's own memory, which the kernel does not have. */
    static boolean isGhost(String path) {
        return path.startsWith("ghost.");
    }

    /** Whether a path says which property or assertion has failed. */
    static boolean isVerdict(String path) {
        return path.equals("ghost.bad") || path.equals("ghost.bug");
    }

    /**
     * Whether a change of a path is shown to people: it is the kernel's, the daemon's or the
     * verdict.
     */
    static boolean isShown(String path) {
        return !isPosition(path) && (!isGhost(path) || isVerdict(path));
    }

    /** Whether a path says who holds a lock. */
    static boolean isLock(String path) {
        return path.matches("lock\\(.+\\)|.*(\\.locked|lock|_mutex|_sem)");
    }
}
