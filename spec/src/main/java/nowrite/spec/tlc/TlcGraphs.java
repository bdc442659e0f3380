package nowrite.spec.tlc;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import nowrite.spec.KernelId;
import nowrite.spec.engine.Progress;
import nowrite.spec.scenario.Scenario;

/** Has TLC make the state graphs of scenarios, in child JVMs. */
public final class TlcGraphs {

    private final TlaKernels kernels;
    private final Path work;
    private final int heapMegabytes;

    /**
     * A maker of graphs.
     *
     * @param kernels the modules
     * @param work a folder for what is generated and for TLC's output; each run has its own folder
     *     in it, which is emptied first
     * @param heapMegabytes the heap of the child
     */
    public TlcGraphs(TlaKernels kernels, Path work, int heapMegabytes) {
        this.kernels = kernels;
        this.work = work;
        this.heapMegabytes = heapMegabytes;
    }

    /**
     * All states and steps of a scenario.
     *
     * @param time its bound
     * @return nothing if time or memory ran out
     * @throws IllegalArgumentException if there is no such kernel
     * @throws TlcException if TLC failed, or what it wrote is not whole
     */
    public Optional<TlcGraph> of(
            Scenario scenario, KernelId kernel, Duration time, Progress progress)
            throws InterruptedException {
        McModule module = new McModule(scenario, kernel, kernels);
        String name = scenario.name().replace('/', '-') + "-" + kernel.slug();
        try (RunFolder folder = RunFolder.create(work, name)) {
            module.writeUnchecked(folder.path());
            Path file = folder.path().resolve(RunFolder.TEMPORARY).resolve("graph.txt");
            TlcOutput said = new TlcOutput(progress);
            TlcProcess.Ended ended =
                    TlcChild.run(
                            TlcEngine.child(kernels, heapMegabytes),
                            folder.path(),
                            file.toString(),
                            time,
                            said::line);
            Optional<TlcGraph> graph =
                    ended.timedOut() || said.outOfMemory()
                            ? Optional.empty()
                            : Optional.of(read(scenario, file, said, ended));
            folder.keep();
            return graph;
        } catch (IOException e) {
            throw new TlcException("the state graph could not be made: " + e);
        }
    }

    private static TlcGraph read(
            Scenario scenario, Path file, TlcOutput said, TlcProcess.Ended ended)
            throws IOException {
        String broken = TlcVerdict.broken(said, ended);
        if (broken != null) {
            throw new TlcException("TLC failed: " + broken);
        }
        TlcGraph graph = new TlcGraph(scenario, GraphReader.read(file));
        if (graph.states() != said.distinct()) {
            throw new TlcException(
                    "TLC counts "
                            + said.distinct()
                            + " distinct states and wrote "
                            + graph.states());
        }
        return graph;
    }
}
