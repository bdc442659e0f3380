/** What changed between Linux 2.6.26 and 2.6.30: the write fault holds the page lock. */
package nowrite.model.v2_6_30;
