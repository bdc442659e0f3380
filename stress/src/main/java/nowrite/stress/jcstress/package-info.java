/**
 * JCStress tests: what real processors and the compiler make of the protocols. One numbered class
 * for each idea; its comment has the command, a measured table, and what each outcome means.
 *
 * <p>Every test is one of a pair. The correct one grades what must not happen FORBIDDEN. Its broken
 * twin lacks one guard and must show exactly that: else the FORBIDDEN outcome would be a gate that
 * cannot fail.
 */
package nowrite.stress.jcstress;
