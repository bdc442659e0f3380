package nowrite.stress.explore.step;

import java.util.List;
import nowrite.stress.explore.table.IntPages;
import nowrite.stress.explore.table.VectorTable;

/**
 * What the model says about each shared state, asked once, when the state first appears and is
 * loaded. Few different answers exist, so a state costs one int.
 */
public final class Facts {
    private static final int VIOLATED = 0;
    private static final int EXERCISED = 2;
    private static final int REACHED = 4;
    private static final int IDLE = 6;
    private static final int WIDTH = 8;

    private final Explorable model;
    private final ControlledSeam seam;
    private final List<String> conditions;
    private final VectorTable answers = new VectorTable(WIDTH);
    private final IntPages answerOf = new IntPages();
    private final int[] answer = new int[WIDTH];

    Facts(Explorable model, ControlledSeam seam, List<String> conditions) {
        this.model = model;
        this.seam = seam;
        this.conditions = conditions;
    }

    /**
     * Asks about the state that is loaded, which must be the next number.
     *
     * @param idle where the daemon contexts stand between two requests
     */
    void ask(List<LocalState> idle) {
        long reached = 0;
        for (int i = 0; i < conditions.size(); i++) {
            if (model.reached(conditions.get(i))) {
                reached |= 1L << i;
            }
        }
        long cannotMove = 0;
        for (LocalState local : idle) {
            if (!seam.ask(local.context, local.when)) {
                cannotMove |= 1L << local.context;
            }
        }
        set(VIOLATED, model.violated());
        set(EXERCISED, model.exercised());
        set(REACHED, reached);
        set(IDLE, cannotMove);
        answerOf.add(answers.intern(answer, 0));
    }

    private void set(int at, long bits) {
        answer[at] = (int) bits;
        answer[at + 1] = (int) (bits >>> 32);
    }

    private long get(int shared, int at) {
        int id = answerOf.get(shared);
        return answers.at(id, at) & 0xFFFFFFFFL | (long) answers.at(id, at + 1) << 32;
    }

    /** How many states were asked about. */
    int size() {
        return answerOf.size();
    }

    /** Properties that a shared state violates, a bit for each ordinal. */
    public long violated(int shared) {
        return get(shared, VIOLATED);
    }

    /** Properties whose premise a shared state meets, bits likewise. */
    public long exercised(int shared) {
        return get(shared, EXERCISED);
    }

    /** Conditions that hold in a shared state, a bit for each place in the list of conditions. */
    public long reached(int shared) {
        return get(shared, REACHED);
    }

    /** Whether a daemon context that stands between two requests must stay there. */
    boolean idle(int shared, int context) {
        return (get(shared, IDLE) >>> context & 1) != 0;
    }
}
