package nowrite.stress.arch.planted.tool.model.change;

import org.junit.jupiter.api.Assertions;

/** Breaks the rule: what puts kernels together knows a test tool. */
public final class Bad {
    /** The dependency. */
    public void check() {
        Assertions.assertTrue(true);
    }
}
