/** Logs of a kernel's boundary: how they are written and read, and what stands in them. */
package nowrite.stress.kernel.log;
