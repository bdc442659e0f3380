/**
 * The daemon of a FUSE mount: it serves files from memory, speaks the protocol of the running
 * kernel and writes down every request and every reply. It runs in a process of its own.
 */
package nowrite.stress.kernel.daemon;
