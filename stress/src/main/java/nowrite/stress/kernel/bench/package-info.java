/**
 * A mount of its own for the daemon and the clients, in namespaces of their own, so that nothing is
 * left of it when any of the processes ends in whatever way.
 */
package nowrite.stress.kernel.bench;
