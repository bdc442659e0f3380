/** Logs of steps: what really ran, in the order in which it was seen, for TLC to explain. */
package nowrite.spec.log;
