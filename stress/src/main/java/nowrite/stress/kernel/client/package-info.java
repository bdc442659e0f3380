/**
 * The processes that use the mount: mapped loads and stores, system calls, and what they write
 * down. No thread of the JVM itself ever touches the mapping: the kernel does, for read(2) and
 * write(2), so that a page that is gone is an error and no signal, and a fault that waits stops no
 * other thread.
 */
package nowrite.stress.kernel.client;
