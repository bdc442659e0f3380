/**
 * Proves that the TLA+ specification and the Java model have the same graph of states and steps:
 * both are brought into one canonical form and walked together from the initial state.
 */
package nowrite.stress.conform;
