/** The parts of docs that are made from the sources: tables that must not go stale. */
package nowrite.stress.docs;
