package nowrite.stress.arch.planted.cycle.one;

import nowrite.stress.arch.planted.cycle.two.Second;

/** Breaks the rule together with {@link Second}. */
public final class First {
    /** The way there. */
    public Second second;
}
