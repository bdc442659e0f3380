package nowrite.stress.cli.report;

/**
 * Something about one run, or one scenario on one kernel, that a person should know.
 *
 * @param where the scenario, the kernel and, if one is meant, the engine
 * @param what what was found, in words
 * @param again the one command that shows it again; null if there is nothing to show
 */
public record Finding(String where, String what, String again) {}
