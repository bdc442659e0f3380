package nowrite.stress.hardware;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import nowrite.stress.cli.home.UnavailableException;
import nowrite.stress.cli.home.UsageException;
import nowrite.stress.jcstress.Canary;
import org.openjdk.jcstress.infra.runners.TestList;

/** The tests of this build. */
public final class HardwareTests {
    private static final String PREFIX = Canary.class.getPackageName() + ".";

    private final List<HardwareTest> all;

    private HardwareTests(List<HardwareTest> all) {
        this.all = List.copyOf(all);
    }

    /**
     * Reads the list that the annotation processor left on the class path.
     *
     * @throws UnavailableException if there is none: then JCStress would run nothing and be content
     */
    public static HardwareTests read() {
        if (HardwareTests.class.getResource(TestList.LIST) == null) {
            throw new UnavailableException(
                    TestList.LIST
                            + " is not on the class path: the annotation processor of JCStress did"
                            + " not run when this was built");
        }
        List<HardwareTest> tests = new ArrayList<>();
        for (String fullName : TestList.tests()) {
            if (fullName.startsWith(PREFIX)) {
                tests.add(read(fullName));
            }
        }
        tests.sort(Comparator.comparing(HardwareTest::name));
        if (tests.stream().noneMatch(HardwareTest::isCanary)) {
            throw new UnavailableException("the list of tests has no canary");
        }
        return new HardwareTests(tests);
    }

    private static HardwareTest read(String fullName) {
        var info = TestList.getInfo(fullName);
        try {
            return new HardwareTest(
                    fullName.substring(PREFIX.length()),
                    fullName,
                    Class.forName(info.binaryName()),
                    info.threads());
        } catch (ClassNotFoundException e) {
            throw new UnavailableException("the test " + fullName + " is listed and has no class");
        }
    }

    /** All, by name. */
    public List<HardwareTest> all() {
        return all;
    }

    /**
     * The tests whose name contains a match of the expression, and the canary. Self-checks only if
     * the expression says {@code selfcheck}.
     *
     * @throws UsageException if the expression is wrong or matches nothing
     */
    public List<HardwareTest> select(String expression) {
        Pattern pattern = compile(expression);
        boolean selfChecks = expression.contains("selfcheck");
        List<HardwareTest> selected =
                all.stream()
                        .filter(t -> t.isSelfCheck() == selfChecks)
                        .filter(t -> pattern.matcher(t.name()).find())
                        .toList();
        if (selected.isEmpty()) {
            throw new UsageException(
                    "no test matches '"
                            + expression
                            + "'; ./nowrite stress --list names them all, for example "
                            + all.get(0).name()
                            + ".");
        }
        List<HardwareTest> withCanary = new ArrayList<>(selected);
        all.stream()
                .filter(t -> t.isCanary() && !selected.contains(t))
                .forEach(t -> withCanary.add(0, t));
        return withCanary;
    }

    private static Pattern compile(String expression) {
        try {
            return Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw new UsageException(
                    "'"
                            + expression
                            + "' is not a regular expression: "
                            + e.getDescription()
                            + " at "
                            + (e.getIndex() + 1)
                            + ". For example: S05, 'Guarded|Chained'.");
        }
    }
}
