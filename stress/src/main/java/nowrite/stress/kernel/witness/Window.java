package nowrite.stress.kernel.witness;

import java.util.List;
import nowrite.stress.kernel.log.Operation;
import nowrite.stress.kernel.log.Request;

/**
 * A part of a log between two quiet moments: nobody was in an operation, no request was with the
 * daemon, and at the first no page was dirty.
 *
 * @param size the size of the file at the first
 * @param operations what began in it, in this order
 * @param requests what the daemon read in it, in this order; of this file
 */
public record Window(long size, List<Operation> operations, List<Request> requests) {

    /** Copies the lists. */
    public Window {
        operations = List.copyOf(operations);
        requests = List.copyOf(requests);
    }

    /** From where to where it is, for a person. */
    public String words() {
        if (operations.isEmpty()) {
            return requests.isEmpty() ? "nothing" : requests.get(0).place();
        }
        return operations.get(0).place() + " to " + operations.get(operations.size() - 1).place();
    }

    /** This and what follows. */
    Window with(Window next) {
        return new Window(
                size,
                java.util.stream.Stream.concat(operations.stream(), next.operations.stream())
                        .toList(),
                java.util.stream.Stream.concat(requests.stream(), next.requests.stream()).toList());
    }
}
