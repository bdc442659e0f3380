package nowrite.model.kernel;

import nowrite.model.state.Page;

/** The table of FUSE's address_space and vm operations. */
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
    public void readpage(Page page) {
        k.fuseFile.fuseReadpage(page);
    }

    @Override
    public void writepage(Page page) {
        k.fuseFile.fuseWritepage(page);
    }

    @Override
    public void launderPage(Page page) {
        k.fuseFile.fuseLaunderPage(page);
    }
}
