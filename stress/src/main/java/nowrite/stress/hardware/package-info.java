/**
 * JCStress as an engine: which tests there are, a run in a child JVM with a time limit for every
 * test, what it showed, and how it compares with an earlier run.
 */
package nowrite.stress.hardware;
