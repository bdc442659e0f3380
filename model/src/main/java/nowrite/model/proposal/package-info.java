/**
 * Changes that were proposed, or that came later: each class replaces the functions that it
 * overrides, in the kernel {@code GENERATION with NAME}.
 */
package nowrite.model.proposal;
