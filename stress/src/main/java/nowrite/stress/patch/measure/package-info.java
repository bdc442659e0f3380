/**
 * What a kernel costs in a scenario, who waits for whom there and in which order it takes its
 * locks: counted in the states and steps of a search.
 */
package nowrite.stress.patch.measure;
