/** The command line: one class for each command of {@code ./nowrite}. */
package nowrite.stress.cli;
