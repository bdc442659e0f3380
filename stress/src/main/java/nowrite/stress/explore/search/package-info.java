/** The search: the global graph of states and steps, level by level, and what its ends mean. */
package nowrite.stress.explore.search;
