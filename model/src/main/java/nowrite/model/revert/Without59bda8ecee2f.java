package nowrite.model.revert;

import nowrite.model.kernel.Kernel;
import nowrite.model.state.Page;
import nowrite.model.v6_1.FuseFops;

/** copy_file_range flushes its range only (until 2021): nothing, if that is clean. */
public final class Without59bda8ecee2f extends FuseFops {
    /** Makes the component. */
    public Without59bda8ecee2f(Kernel k) {
        super(k);
    }

    @Override
    protected void fuseWritebackRange(int index) {
        step("fuse_writeback_range:clean");
        Page page = k.mapping().cache[index];
        if (page != null && (page.isDirty() || page.isWriteback())) {
            super.fuseWritebackRange(index);
        } else {
            k.fuseDir.fuseSyncWrites();
        }
    }
}
