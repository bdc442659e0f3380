/** The runtime seam: how model code blocks, wakes and lets others run. */
package nowrite.model.seam;
