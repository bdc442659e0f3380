/**
 * Bugs that upstream had and fixed, as entries: what happened, the kernel without the fix and the
 * kernel with it, and the scenarios that tell them apart; and the ledger of all that are known.
 */
package nowrite.spec.corpus;
