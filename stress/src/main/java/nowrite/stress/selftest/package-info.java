/**
 * The bench distrusts itself: mutants of specification and model, each of which something must
 * notice, and the record of how many there are.
 */
package nowrite.stress.selftest;
