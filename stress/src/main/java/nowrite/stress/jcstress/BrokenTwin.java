package nowrite.stress.jcstress;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A test that lacks a guard. It must show an outcome that it grades ACCEPTABLE_INTERESTING, and
 * that the correct test grades FORBIDDEN.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface BrokenTwin {

    /** The tests that have the guard. */
    Class<?>[] of();

    /**
     * The machines on which the outcome can be seen, for a person; empty if on every one with
     * enough processors. Where it is not empty the twin is run, and not required to be caught.
     */
    String seenOn() default "";

    /** The kernel whose bug it shows, such as {@code 2.6.26 without nowrite}; empty if of none. */
    String kernel() default "";
}
