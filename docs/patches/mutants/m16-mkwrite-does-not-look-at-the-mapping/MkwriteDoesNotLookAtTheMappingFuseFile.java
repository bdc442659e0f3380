import nowrite.model.kernel.Fault;
import nowrite.model.kernel.Kernel;
import nowrite.model.state.Page;
import nowrite.model.v3_13.FuseFile;

/** Fuse_page_mkwrite returns LOCKED and does not look whether the page is still in the file. */
public class MkwriteDoesNotLookAtTheMappingFuseFile extends FuseFile {
    /** Makes the component. */
    public MkwriteDoesNotLookAtTheMappingFuseFile(Kernel k) {
        super(k);
    }

    @Override
    public int fusePageMkwrite(Page page) {
        enter("fuse_page_mkwrite");
        lockPage(page, "fuse_page_mkwrite:lock_page");
        fuseWaitOnPageWriteback(page.index);
        leave();
        return Fault.VM_FAULT_LOCKED;
    }
}
