package nowrite.spec.tlc;

import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import tlc2.TLC;
import tlc2.output.EC;
import util.SimpleFilenameToStream;

/**
 * TLC as always, with our {@link GraphWriter} in place of its own: this runs in the child. TLC's
 * own dump has no arguments of actions and grows to hundreds of megabytes.
 */
final class GraphMain {

    private GraphMain() {}

    /**
     * Runs TLC.
     *
     * @param args the file for the graph, then TLC's arguments
     */
    public static void main(String[] args) throws IOException, ReflectiveOperationException {
        int error;
        try (BufferedWriter file =
                Files.newBufferedWriter(Path.of(args[0]), StandardCharsets.US_ASCII)) {
            TLC tlc = new TLC();
            if (!tlc.handleParameters(Arrays.copyOfRange(args, 1, args.length))) {
                System.exit(1);
            }
            tlc.setResolver(new SimpleFilenameToStream());
            // There is no setter; the version of TLC is pinned, and without the field this fails.
            Field writer = TLC.class.getDeclaredField("stateWriter");
            writer.setAccessible(true);
            writer.set(tlc, new GraphWriter(file));
            error = tlc.process();
        }
        System.exit(EC.ExitStatus.errorConstantToExitStatus(error));
    }
}
