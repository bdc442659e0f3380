/**
 * Probes on the functions of a kernel's fuse, with the places of what they show from the kernel's
 * own type information.
 */
package nowrite.stress.kernel.probe;
