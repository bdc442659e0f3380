/**
 * What was seen of a kernel in a short time, put so that the specification can be asked for a
 * behaviour that explains it.
 */
package nowrite.stress.kernel.witness;
