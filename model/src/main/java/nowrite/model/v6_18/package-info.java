/** What changed between Linux 6.16 and 6.18: iomap; sync(2) does not wait for FUSE (2026). */
package nowrite.model.v6_18;
