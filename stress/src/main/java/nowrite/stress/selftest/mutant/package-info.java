/** A mutant, and what becomes of it. */
package nowrite.stress.selftest.mutant;
