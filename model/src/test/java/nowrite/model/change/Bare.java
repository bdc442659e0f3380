package nowrite.model.change;

import nowrite.model.kernel.Kernel;
import nowrite.model.kernel.KernelCode;

/** Has nothing that a toy has. */
public class Bare extends KernelCode {
    /** Makes it. */
    public Bare() {
        super(new Kernel(Scenarios.tiny(), null));
    }
}
