/** What a check found out, as data, as text and as JSON. */
package nowrite.stress.cli.report;
