/**
 * What changed between Linux 6.1 and 6.16: no temporary pages. A page is under writeback until the
 * daemon has answered.
 */
package nowrite.model.v6_16;
