/**
 * One step of one context: the controlled runtime behind the seam, local states, and the memory of
 * steps. A context is not a thread here: its operation is executed again from its start, in the
 * calling thread, with the shared states of its history put back at each boundary.
 */
package nowrite.stress.explore.step;
