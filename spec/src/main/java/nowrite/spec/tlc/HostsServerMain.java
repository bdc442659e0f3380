package nowrite.spec.tlc;

import java.io.IOException;
import java.lang.reflect.Field;
import java.rmi.NotBoundException;
import java.util.Arrays;
import tlc2.TLCGlobals;
import tlc2.output.EC;
import tlc2.output.MP;
import tlc2.tool.TLCState;
import tlc2.tool.TLCStateInfo;
import tlc2.tool.TLCTrace;
import tlc2.tool.WorkerException;
import tlc2.tool.distributed.TLCApp;
import tlc2.tool.distributed.TLCServer;
import util.ToolIO;

/**
 * TLC's server for several hosts: this runs in a child of the check. Besides what TLC does it says
 * which invariants it really has, listens at one address only, and ends with its parent.
 */
final class HostsServerMain extends TLCServer {

    private static final long serialVersionUID = 1L;

    /**
     * The file of all states' predecessors. TLC's own takes every state from a worker for an
     * initial one, because its level does not travel, and would print the last step only.
     */
    private static final class WholeTrace extends TLCTrace {
        WholeTrace(TLCApp app) throws IOException {
            super(app.getMetadir(), app.getFileName(), app);
        }

        @Override
        public void printTrace(TLCState before, TLCState last) throws IOException, WorkerException {
            TLCStateInfo[] way = getTrace(before.uid, false);
            if (way.length > 0) {
                before.setPredecessor(way[way.length - 1].state);
            }
            printTrace(before, last, way);
        }
    }

    private HostsServerMain(TLCApp app)
            throws IOException, NotBoundException, ReflectiveOperationException {
        super(app);
        // It is final; the version of TLC is pinned, and without the field this fails.
        Field field = TLCServer.class.getDeclaredField("trace");
        field.setAccessible(true);
        field.set(this, new WholeTrace(app));
    }

    /**
     * Runs the server until the search has ended.
     *
     * @param args the address to listen at, the folder for states, the process number of the
     *     parent; then TLC's arguments
     */
    public static void main(String[] args) {
        int exit = 1;
        try {
            BoundSockets.use(args[0]);
            endWith(Long.parseLong(args[2]));
            TLCGlobals.tool = true;
            TLCGlobals.metaDir = args[1];
            MP.printMessage(EC.TLC_VERSION, TLCGlobals.versionOfTLC);
            TLCGlobals.setNumWorkers(0);
            TLCApp app = TLCApp.create(Arrays.copyOfRange(args, 3, args.length));
            for (String invariant : app.tool.getInvNames()) {
                ToolIO.out.println("<<\"CHECKED\", \"" + invariant + "\">>");
            }
            new HostsServerMain(app).modelCheck();
            exit = 0;
        } catch (OutOfMemoryError e) {
            MP.printError(EC.SYSTEM_OUT_OF_MEMORY, e);
        } catch (Exception | Error e) {
            MP.printError(EC.GENERAL, e);
        }
        ToolIO.out.flush();
        System.exit(exit);
    }

    /** Ends this JVM when another process has ended. */
    static void endWith(long process) {
        ProcessHandle.of(process)
                .ifPresentOrElse(
                        parent -> parent.onExit().thenRun(() -> Runtime.getRuntime().halt(1)),
                        () -> Runtime.getRuntime().halt(1));
    }
}
