/** What changed between Linux 3.13 and 3.15: writeback_cache, a mode of a mount. */
package nowrite.model.v3_15;
