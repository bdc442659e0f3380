package nowrite.stress.cli;

import java.io.PrintWriter;
import java.util.List;
import nowrite.spec.KernelId;
import nowrite.stress.cli.home.UsageException;
import nowrite.stress.cli.report.KernelText.BehaviourLine;
import nowrite.stress.kernel.log.KernelLog;
import nowrite.stress.kernel.witness.Witness;
import picocli.CommandLine.Option;

/** The option that asks the specification for a behaviour that explains a log of a kernel. */
final class AskedBehaviour {

    @Option(
            names = "--behaviour",
            arity = "0..1",
            paramLabel = "KERNEL",
            fallbackValue = "",
            description = {
                "Also ask TLC for a behaviour of the specification that explains the log, cut",
                "where nobody was at work; of this kernel, or of the one that the log's protocol",
                "belongs to. For short logs; docs/kernel.md says what fits."
            })
    private String kernel;

    /** Whether it was asked for. */
    boolean isAsked() {
        return kernel != null;
    }

    /** What the command line says, to be repeated. */
    String words() {
        return !isAsked()
                ? ""
                : kernel.isEmpty() ? " --behaviour" : " --behaviour='" + kernel + "'";
    }

    /**
     * Asks about a log.
     *
     * @throws UsageException if there is no such kernel in the specification
     */
    List<BehaviourLine> ask(Workplace place, KernelLog log, PrintWriter err)
            throws InterruptedException {
        if (!isAsked()) {
            return List.of();
        }
        KernelId id = id(log);
        place.checkKernel(id);
        Witness witness = new Witness(place.engines().witness(), id);
        List<Witness.Answer> answers;
        try {
            answers =
                    witness.ask(
                            log,
                            (done, all) -> {
                                err.printf("behaviour: part %d of %d%n", done + 1, all);
                                err.flush();
                            });
        } catch (IllegalArgumentException e) {
            throw new UsageException("--behaviour: " + e.getMessage());
        }
        if (answers.isEmpty()) {
            answers =
                    List.of(
                            new Witness.Answer(
                                    "the log",
                                    log.operations().size(),
                                    null,
                                    "it has no moment at which nobody is at work, no page is dirty"
                                            + " and the size of the file is known"));
        }
        return answers.stream().map(each -> BehaviourLine.of(id.toString(), each)).toList();
    }

    private KernelId id(KernelLog log) {
        try {
            return KernelId.parse(kernel.isEmpty() ? Witness.generation(log) : kernel);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--behaviour: " + e.getMessage());
        }
    }
}
