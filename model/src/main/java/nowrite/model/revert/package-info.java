/**
 * Guards taken out of a kernel, one class each: a few lines that replace a kernel function by one
 * that lacks something. Class WithoutX is the revert "x".
 */
package nowrite.model.revert;
