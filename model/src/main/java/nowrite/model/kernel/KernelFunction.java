package nowrite.model.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which kernel function a method of the model stands for. Traces, docs/model-map.md and the
 * list of functions that can be replaced come from this annotation.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface KernelFunction {
    /** The function's name in the kernel. */
    String name();

    /** The file in which the generation has it. */
    String file();

    /** The first generation with this shape. */
    String since() default "2.6.26";

    /** The upstream commit that brought this shape; empty where it is older than the history. */
    String commit() default "";

    /** Locks that the caller holds; empty if none. */
    String locksOnEntry() default "";

    /** Locks held on return; empty if none. */
    String locksOnExit() default "";

    /** Whether it may sleep. */
    boolean maySleep() default false;

    /** What the method leaves out or does in another way than the kernel; empty if nothing. */
    String simplified() default "";
}
