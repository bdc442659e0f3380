package nowrite.model.revert;

import nowrite.model.kernel.Kernel;
import nowrite.model.state.Page;
import nowrite.model.v2_6_30.MetadataClient;

/** The client's page_mkwrite returns LOCKED without having looked at page->mapping. */
public final class WithoutClientMappingCheck extends MetadataClient {
    /** Makes the component. */
    public WithoutClientMappingCheck(Kernel k) {
        super(k);
    }

    @Override
    protected boolean mayMap(Page page) {
        return true;
    }
}
