package nowrite.stress.arch.planted.tool.model;

import org.junit.jupiter.api.Assertions;

/** Breaks the rule: the model knows a test tool. */
public final class Bad {
    /** The dependency. */
    public void check() {
        Assertions.assertTrue(true);
    }
}
