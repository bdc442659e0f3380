package nowrite.model.kernel;

import nowrite.model.state.Page;
import nowrite.spec.scenario.Op;

/** The tables of FUSE's operations. */
public class FuseAops extends KernelCode implements FileSystem {
    /** Makes the component. */
    public FuseAops(Kernel k) {
        super(k);
    }

    @Override
    public int pageMkwrite(Page page) {
        return k.fuseFile.fusePageMkwrite(page);
    }

    @Override
    public boolean readpage(Page page) {
        return k.fuseFile.fuseReadpage(page);
    }

    @Override
    public void writepage(Page page) {
        k.fuseFile.fuseWritepage(page);
    }

    @Override
    public void launderPage(Page page) {
        k.fuseFile.fuseLaunderPage(page);
    }

    @Override
    public void writepages(boolean syncAll) {
        k.pageWriteback.writeCachePages(syncAll); // generic_writepages: FUSE has no ->writepages
    }

    @Override
    public void invalidatepage(Page page, int from) {}

    @Override
    public int setattr(Op op) {
        return k.fuseDir.fuseDoSetattr(op);
    }

    @Override
    public boolean accountsWritebackByHand() {
        return k.fuseFile.copiesPages();
    }

    @Override
    public void fsync() {
        k.fuseDir.fuseFsync();
    }
}
