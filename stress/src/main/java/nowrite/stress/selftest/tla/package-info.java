/** Mutants of the TLA+ modules: how they are enumerated, and what notices them. */
package nowrite.stress.selftest.tla;
