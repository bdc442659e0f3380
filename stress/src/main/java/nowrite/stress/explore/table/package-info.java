/** Compact tables of primitive ints and longs, which the explorer lives on. */
package nowrite.stress.explore.table;
