/** A file as its users see it: a sequential specification, and what it allows of a history. */
package nowrite.spec.file;
