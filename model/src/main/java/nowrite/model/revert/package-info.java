/**
 * Changes of a kernel, a class for each component that one changes: a few lines that replace a
 * kernel function. Class WithoutX is the revert "x", which takes a guard out; class WithX is the
 * change "x", which adds something.
 */
package nowrite.model.revert;
