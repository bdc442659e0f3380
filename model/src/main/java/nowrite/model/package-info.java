/** Scenarios on kernels: the factory of kernels, and what engines ask of a running one. */
package nowrite.model;
