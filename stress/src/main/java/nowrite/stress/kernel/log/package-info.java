/** The log of a kernel's boundary: what a daemon and users of the file have written down. */
package nowrite.stress.kernel.log;
