package nowrite.model.v3_13;

import nowrite.model.state.FuseReq;

/** struct fuse_fill_wb_data: the WRITE that a pass of ->writepages is filling. */
public final class Batch {
    /** The request; null if none is begun. */
    public FuseReq req;

    /** The handle of the pass, 0 if there are none or none was needed yet. */
    public int handle;

    /** orig_pages: index of the first page-cache page of the request. */
    public int first;

    /** Number of pages in orig_pages. */
    public int pages;

    /** Whether a page can be the next one of the request. */
    public boolean takes(int index, int maxPages) {
        return pages < maxPages && first + pages == index;
    }
}
