package nowrite.stress.cli.home;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The checkout that the commands work in: where the specification and the scenarios are, and where
 * results go.
 *
 * @param root the top folder
 */
public record Checkout(Path root) {

    /** The system property that names the top folder; the launcher and the tests set it. */
    public static final String HOME = "nowrite.home";

    /** Makes the path absolute. */
    public Checkout {
        root = root.toAbsolutePath().normalize();
    }

    /**
     * The checkout of this process.
     *
     * @throws UnavailableException if the property is not set or names no checkout
     */
    public static Checkout find() {
        String home = System.getProperty(HOME);
        if (home == null) {
            throw new UnavailableException(
                    "the system property " + HOME + " is not set; start through ./nowrite");
        }
        Checkout checkout = new Checkout(Path.of(home));
        if (!Files.isDirectory(checkout.scenarios())) {
            throw new UnavailableException(
                    home + " is not a checkout of nowrite: it has no spec/scenarios");
        }
        return checkout;
    }

    /** The folder of the scenario files. */
    public Path scenarios() {
        return root.resolve("spec/scenarios");
    }

    /** The folder of the corpus: bugs that upstream had. */
    public Path corpus() {
        return root.resolve("spec/corpus");
    }

    /** The folder of the TLA+ modules. */
    public Path tla() {
        return root.resolve("spec/tla");
    }

    /** The folder of the rules for logs of a kernel's boundary. */
    public Path boundary() {
        return root.resolve("spec/boundary");
    }

    /** The recorded state counts. */
    public Path counts() {
        return scenarios().resolve("counts.tsv");
    }

    /** Everything that runs leave behind. */
    public Path work() {
        return root.resolve("target/nowrite");
    }

    /** The results of runs, a folder for each scenario, kernel and engine. */
    public Path runs() {
        return work().resolve("runs");
    }

    /** A path as the user may type it: relative to the checkout if it lies inside. */
    public String show(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        return absolute.startsWith(root) ? root.relativize(absolute).toString() : path.toString();
    }
}
