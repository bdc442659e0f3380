/**
 * The explorer: searches all schedules of a scenario on the Java model, and replays one. It uses no
 * threads: contexts are executed again from the start of their operation, see {@link
 * nowrite.stress.explore.step}.
 */
package nowrite.stress.explore;
