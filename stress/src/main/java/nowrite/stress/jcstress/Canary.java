package nowrite.stress.jcstress;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A test that is part of every run and must show an outcome that it grades ACCEPTABLE_INTERESTING.
 * A run in which it does not has not seen what the hardware does, and is failed.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Canary {}
