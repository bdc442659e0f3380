package nowrite.stress.hardware;

import nowrite.stress.jcstress.BrokenTwin;
import nowrite.stress.jcstress.Canary;
import nowrite.stress.jcstress.SelfCheck;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Mode;

/**
 * A test as the annotation processor listed it and our annotations mark it.
 *
 * @param name its name, such as {@code S05Nowrite.Guarded}
 * @param fullName the name that JCStress knows it by
 * @param type its class
 * @param actors the processors that it needs
 */
public record HardwareTest(String name, String fullName, Class<?> type, int actors) {

    /** Whether it is the test that every run must have seen something in. */
    public boolean isCanary() {
        return type.isAnnotationPresent(Canary.class);
    }

    /** Whether it lacks a guard. */
    public boolean isTwin() {
        return type.isAnnotationPresent(BrokenTwin.class);
    }

    /** The machines on which the twin's outcome can be seen; empty if on every one. */
    public String seenOn() {
        return isTwin() ? type.getAnnotation(BrokenTwin.class).seenOn() : "";
    }

    /** The kernel whose bug the twin shows; empty if of none. */
    public String kernel() {
        return isTwin() ? type.getAnnotation(BrokenTwin.class).kernel() : "";
    }

    /** Whether it runs only when it is asked for, and must fail. */
    public boolean isSelfCheck() {
        return type.isAnnotationPresent(SelfCheck.class);
    }

    /** Whether its actor is waited for: half a minute passes before JCStress calls it stale. */
    public boolean isTermination() {
        return type.getAnnotation(JCStressTest.class).value() == Mode.Termination;
    }
}
