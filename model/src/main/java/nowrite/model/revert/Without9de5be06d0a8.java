package nowrite.model.revert;

import nowrite.model.kernel.Kernel;
import nowrite.model.v3_13.FuseFile;

/** On 32-bit machines the size at which WRITEs are cropped loses its upper bits (until 2019). */
public final class Without9de5be06d0a8 extends FuseFile {
    /** As far as a machine word counts: two pages, in half pages. */
    private static final int WORD_HALVES = 4;

    /** Makes the component. */
    public Without9de5be06d0a8(Kernel k) {
        super(k);
    }

    @Override
    protected int cropLimit() {
        return super.cropLimit() % WORD_HALVES;
    }
}
