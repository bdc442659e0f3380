package nowrite.stress.lincheck;

import java.util.function.Consumer;
import nowrite.model.kernel.Kernel;
import nowrite.model.state.Page;
import nowrite.model.state.PageTable;
import nowrite.model.v3_13.PageWriteback;

/**
 * page_mkclean changes page-table entries without the page-table lock. The change is still inside
 * one step, so every schedule of whole steps is the same as before.
 */
public final class UnlockedMkclean implements Consumer<Kernel> {

    /** The changed component. */
    public static final class Broken extends PageWriteback {
        /** Makes the component. */
        public Broken(Kernel k) {
            super(k);
        }

        @Override
        public boolean pageMkclean(Page page) {
            enter("page_mkclean");
            boolean cleaned = false;
            for (int m = 1; m <= k.state.mms.length; m++) {
                local("vma", m);
                step("page_mkclean:clean");
                PageTable mm = k.state.mms[m - 1];
                if (mm.pte[page.index] == page.number) {
                    mm.pte[page.index] = -page.number;
                    cleaned = true;
                }
                local("cleaned", cleaned ? 1 : 0);
            }
            leave();
            return cleaned;
        }
    }

    @Override
    public void accept(Kernel kernel) {
        kernel.pageWriteback = new Broken(kernel);
    }
}
