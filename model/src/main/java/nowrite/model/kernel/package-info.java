/**
 * The code of the kernel and of the daemon, as of Linux 2.6.26: one class for each kernel file, one
 * method for each function, in the order of the C.
 */
package nowrite.model.kernel;
