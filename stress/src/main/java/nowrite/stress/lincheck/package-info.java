/**
 * The model under Lincheck: every access to shared memory is a place at which another thread may go
 * on, not only the marked steps. Lincheck samples; what it does not find is not excluded.
 *
 * <p>Lincheck runs in a child JVM ({@link nowrite.stress.lincheck.LincheckMain}), on a JDK on which
 * it is known to see everything; the engine starts it, and turns what it finds into traces.
 */
package nowrite.stress.lincheck;
