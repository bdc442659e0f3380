package nowrite.stress.arch.planted.cycle.two;

import nowrite.stress.arch.planted.cycle.one.First;

/** Breaks the rule together with {@link First}. */
public final class Second {
    /** The way back. */
    public First first;
}
