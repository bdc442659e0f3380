package nowrite.stress.arch.planted.upward.model;

/** What the specification must not know. */
public final class Thing {}
