/** Traces and runs as pages for the browser: one file each, which loads nothing. */
package nowrite.stress.page;
