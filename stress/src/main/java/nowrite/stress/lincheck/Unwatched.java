package nowrite.stress.lincheck;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Code that Lincheck shall not see: no switch points, nothing rolled back between schedules. What
 * judges and records a schedule is no part of it.
 *
 * <p>Lincheck has no public way to say so for {@code runConcurrentTest}. These are the two calls
 * that its own instrumentation puts around class loading; the version is pinned.
 */
final class Unwatched {
    private static final String INJECTIONS = "sun.nio.ch.lincheck.Injections";

    private static volatile MethodHandle enter;
    private static volatile MethodHandle leave;

    private Unwatched() {}

    /**
     * Finds the two calls; to be called once Lincheck's agent is there.
     *
     * @throws IllegalStateException if this Lincheck has none
     */
    private static void link() {
        try {
            Class<?> injections = Class.forName(INJECTIONS, true, null);
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            MethodType nothing = MethodType.methodType(void.class);
            leave = lookup.findStatic(injections, "leaveIgnoredSection", nothing);
            enter = lookup.findStatic(injections, "enterIgnoredSection", nothing);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Lincheck has no " + INJECTIONS, e);
        }
    }

    /** From here to {@link #leave} the calling thread is unwatched; it may be nested. */
    static void enter() {
        if (enter == null) {
            link();
        }
        call(enter);
    }

    /** The end of what {@link #enter} began. */
    static void leave() {
        call(leave);
    }

    private static void call(MethodHandle handle) {
        try {
            handle.invokeExact();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
