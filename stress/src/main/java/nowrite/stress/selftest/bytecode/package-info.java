/** Mutants of the model's bytecode: how they are enumerated, and what notices them. */
package nowrite.stress.selftest.bytecode;
