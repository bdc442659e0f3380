/** What {@code bench} measured, and how it looks. */
package nowrite.stress.cli.bench;
