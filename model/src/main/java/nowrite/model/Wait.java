package nowrite.model;

import java.util.List;

/**
 * Why a context cannot move.
 *
 * @param what what it waits for, in words
 * @param contexts who could end the wait; empty if nobody can
 */
public record Wait(String what, List<Integer> contexts) {
    /** Copies the list. */
    public Wait {
        contexts = List.copyOf(contexts);
    }
}
