/** A trace as plain text, fit for a mail. */
package nowrite.spec.trace.text;
