/**
 * Leads the running kernel along a schedule, as far as it lets itself be led: who uses the file
 * begins a system call when told to, and the daemon answers when told to. Everything between is the
 * kernel's.
 */
package nowrite.stress.kernel.steer;
