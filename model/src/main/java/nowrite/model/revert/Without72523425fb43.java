package nowrite.model.revert;

import nowrite.model.kernel.Kernel;
import nowrite.model.v3_13.FuseHandle;

/** A WRITE without a file to name is a BUG (2013). */
public final class Without72523425fb43 extends FuseHandle {
    /** Makes the component. */
    public Without72523425fb43(Kernel k) {
        super(k);
    }

    @Override
    protected int noWriteFile() {
        bugOn(true, "BUG_ON(list_empty(&fi->write_files)) in fuse_write_file_get");
        return 0;
    }
}
