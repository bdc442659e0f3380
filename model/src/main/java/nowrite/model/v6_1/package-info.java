/**
 * What changed between Linux 3.15 and 6.1: WRITEs of writeback are in a tree in which no two may
 * overlap, fsync and syncfs tell and wait, O_TRUNC comes under nowrite.
 */
package nowrite.model.v6_1;
