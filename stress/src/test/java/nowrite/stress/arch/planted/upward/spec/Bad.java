package nowrite.stress.arch.planted.upward.spec;

import nowrite.stress.arch.planted.upward.model.Thing;

/** Breaks the rule: the specification knows the model. */
public final class Bad {
    /** The dependency. */
    public Thing thing;
}
