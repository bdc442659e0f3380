package nowrite.spec.tlc;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tlc2.TLC;
import tlc2.TLCGlobals;
import tlc2.output.EC;
import tlc2.util.BufferedRandomAccessFile;
import util.SimpleFilenameToStream;
import util.ToolIO;

/**
 * TLC as always, one run after the other in one JVM: this is the child of {@link TlcChild}. A JVM
 * that has warmed up reads the modules and searches several times faster than a new one.
 *
 * <p>Each line of standard input is a run, {@code FOLDER<tab>GRAPH}: where MC.tla is, and the file
 * for the graph or nothing. Its output stands between the lines {@link #BEGIN} and {@link #END}
 * with TLC's exit code. The child ends when standard input does, after a run that did not go well,
 * and when nobody asks for {@link #IDLE_SECONDS}.
 *
 * <p>Nothing of a run is left to the next: TLC makes its tool, checker and state layout anew, and
 * of the table of strings {@link TlcStrings} takes care, of the pool of file buffers this class.
 * Every run has its canary, and its counts are held against what the other engine found.
 */
final class TlcChildMain {

    /** The line before a run's output. */
    static final String BEGIN = "@!@!@NOWRITE BEGIN";

    /** The beginning of the line after a run's output; the exit code follows. */
    static final String END = "@!@!@NOWRITE END ";

    /** TLC's exit code when a temporal property is violated. */
    static final int LIVENESS_VIOLATED = EC.ExitStatus.VIOLATION_LIVENESS;

    private static final int IDLE_SECONDS = 10;
    private static final String NOTHING_MORE = "";

    private TlcChildMain() {}

    /**
     * Runs what standard input says.
     *
     * @param args the folder with the modules
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        String modules = args[0];
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> RunFolder.deleteQuietly(temporary), "clean"));
        LinkedBlockingQueue<String> runs = new LinkedBlockingQueue<>();
        Thread input = new Thread(() -> readTo(runs), "input");
        input.setDaemon(true);
        input.start();
        PrintStream out = System.out;
        PrintStream err = System.err;
        TlcStrings.intern(Path.of(modules));
        int exit = 0;
        String run = runs.poll(IDLE_SECONDS, TimeUnit.SECONDS);
        while (exit == 0 && run != null && !run.equals(NOTHING_MORE)) {
            String[] parts = run.split("\t", -1);
            out.println(BEGIN);
            exit = run(Path.of(parts[0]), parts[1], modules, out);
            out.println(END + exit);
            out.flush();
            System.setErr(err);
            run = exit == 0 ? runs.poll(IDLE_SECONDS, TimeUnit.SECONDS) : null;
        }
        System.exit(exit);
    }

    /** The parent is gone when the input ends: a search that nobody waits for must not go on. */
    private static void readTo(LinkedBlockingQueue<String> runs) {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                runs.add(line);
            }
        } catch (IOException e) {
            // As good as the end.
        }
        runs.add(NOTHING_MORE);
        System.exit(1);
    }

    private static int run(Path folder, String graph, String modules, PrintStream out) {
        try (PrintStream errors =
                new PrintStream(
                        Files.newOutputStream(folder.resolve(TlcEngine.ERRORS)),
                        true,
                        StandardCharsets.UTF_8)) {
            ToolIO.reset();
            ToolIO.out = out;
            ToolIO.err = errors;
            System.setErr(errors);
            try {
                return graph.isEmpty()
                        ? search(folder, modules, null)
                        : graph(folder, modules, Path.of(graph));
            } catch (IOException | ReflectiveOperationException | RuntimeException | Error e) {
                e.printStackTrace(errors);
                return 1;
            }
        } catch (IOException e) {
            return 1;
        }
    }

    private static int graph(Path folder, String modules, Path graph)
            throws IOException, ReflectiveOperationException {
        try (BufferedWriter file = Files.newBufferedWriter(graph, StandardCharsets.US_ASCII)) {
            return search(folder, modules, new GraphWriter(file));
        }
    }

    /**
     * TLC closes the files of a liveness search twice. Each time their buffers go into a pool, so
     * that two files of a later run would share one: the pool is emptied first.
     */
    private static void forgetBuffers() throws ReflectiveOperationException {
        Field pool = BufferedRandomAccessFile.class.getDeclaredField("numAvailBuffs");
        pool.setAccessible(true);
        pool.setInt(null, 0);
    }

    private static int search(Path folder, String modules, GraphWriter graph)
            throws ReflectiveOperationException {
        // An ASSUME with TLCSet speaks to the workers of the checker, if there is one already.
        TLCGlobals.mainChecker = null;
        TlcStrings.forgetDefinitions();
        forgetBuffers();
        TLC tlc = new TLC();
        if (!tlc.handleParameters(TlcEngine.arguments(folder).toArray(String[]::new))) {
            return 1;
        }
        tlc.setResolver(new SimpleFilenameToStream(new String[] {folder.toString(), modules}));
        if (graph != null) {
            // There is no setter; the version of TLC is pinned, and without the field this fails.
            Field writer = TLC.class.getDeclaredField("stateWriter");
            writer.setAccessible(true);
            writer.set(tlc, graph);
        }
        return EC.ExitStatus.errorConstantToExitStatus(tlc.process());
    }
}
