package nowrite.model.state;

/** A list of requests in order; past its end the array holds nulls, so equal lists are equal. */
public final class ReqList {
    /** The requests, first first. */
    public final FuseReq[] entries;

    ReqList(int capacity) {
        entries = new FuseReq[capacity];
    }

    /** list_empty. */
    public boolean isEmpty() {
        return entries[0] == null;
    }

    /** The first request, null if there is none. */
    public FuseReq first() {
        return entries[0];
    }

    /** Number of requests. */
    public int size() {
        int n = 0;
        while (n < entries.length && entries[n] != null) {
            n++;
        }
        return n;
    }

    /** list_add_tail. */
    public void addTail(FuseReq req) {
        entries[size()] = req;
    }

    /** list_add: at the head. */
    public void addHead(FuseReq req) {
        System.arraycopy(entries, 0, entries, 1, size());
        entries[0] = req;
    }

    /** list_del. */
    public void remove(FuseReq req) {
        int kept = 0;
        for (int i = 0; i < entries.length; i++) {
            FuseReq e = entries[i];
            entries[i] = null;
            if (e != null && e != req) {
                entries[kept++] = e;
            }
        }
    }

    /** Takes the first request off. */
    public FuseReq pop() {
        FuseReq req = entries[0];
        remove(req);
        return req;
    }
}
