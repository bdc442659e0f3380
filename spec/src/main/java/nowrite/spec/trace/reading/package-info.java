/** What a trace means: locks, waits, requests, the steps that matter, and the story they tell. */
package nowrite.spec.trace.reading;
