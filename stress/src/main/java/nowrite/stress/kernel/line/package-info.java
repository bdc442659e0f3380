/** Lines of text between processes: logs that are appended to, and sockets. */
package nowrite.stress.kernel.line;
