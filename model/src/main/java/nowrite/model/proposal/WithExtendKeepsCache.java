package nowrite.model.proposal;

import nowrite.model.kernel.FuseDir;
import nowrite.model.kernel.Kernel;

/** A truncate that makes the file longer leaves the page cache alone: nothing in it is cut off. */
public final class WithExtendKeepsCache extends FuseDir {
    /** Makes the component. */
    public WithExtendKeepsCache(Kernel k) {
        super(k);
    }

    @Override
    protected void resizePageCache(int oldsize, int size) {
        super.resizePageCache(Math.max(oldsize, size), size);
    }
}
