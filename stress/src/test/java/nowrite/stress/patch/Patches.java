package nowrite.stress.patch;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nowrite.model.Kernels;
import nowrite.spec.scenario.Scenario;
import nowrite.stress.cli.home.Checkout;
import nowrite.stress.cli.home.Scenarios;

/** Patches of fuse_page_mkwrite for the tests. */
final class Patches {
    static final Checkout CHECKOUT = Checkout.find();

    /** A small scenario in which fuse_page_mkwrite runs. */
    static final String SCENARIO = "store/own-writeback";

    private static final List<nowrite.spec.corpus.CorpusEntry> CORPUS =
            new Scenarios(CHECKOUT, Kernels.catalogue()).corpus().entries();

    private Patches() {}

    /** The folder of a patch on 3.13 with one class, which has these members. */
    static PatchFolder folder(Path at, String members) {
        return folder(at, "3.13", "nowrite.model.v3_13.FuseFile", members);
    }

    /** The folder of a patch with one class, which has these members. */
    static PatchFolder folder(Path at, String on, String base, String members) {
        try {
            Files.createDirectories(at);
            Files.writeString(at.resolve("patch.txt"), "name tried\non " + on + "\n");
            Files.writeString(
                    at.resolve("TriedCode.java"),
                    """
                    import nowrite.model.kernel.*;
                    import nowrite.model.state.*;
                    import nowrite.model.seam.*;

                    public class TriedCode extends %s {
                        public TriedCode(Kernel k) { super(k); }
                    %s
                    }
                    """
                            .formatted(base, members));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return PatchFolder.read(at);
    }

    /** fuse_page_mkwrite with something in front; the first line is line 8 of the file. */
    static String mkwrite(String code) {
        return "    @Override public int fusePageMkwrite(Page page) {\n"
                + "        "
                + code
                + "\n        return super.fusePageMkwrite(page);\n    }\n";
    }

    /** Validates in scenarios. */
    static Validated validate(PatchFolder patch, boolean rules, long seconds, String... names)
            throws InterruptedException {
        List<Scenario> scenarios =
                new Scenarios(CHECKOUT, Kernels.catalogue())
                        .select(names.length == 0 ? List.of(SCENARIO) : List.of(names));
        Validation.Question question =
                new Validation.Question(
                        CHECKOUT, scenarios, CORPUS, List.of(), patch, List.of(), List.of(),
                        seconds, false, false, null);
        return new Validation(question, new PrintWriter(Writer.nullWriter()), rules).run();
    }
}
