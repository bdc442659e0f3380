package nowrite.spec.trace.reading;

/**
 * Something that a context does in a step, as a story tells it.
 *
 * @param step the step
 * @param context who
 * @param words what, to follow the context's name: "marks page 0 dirty"
 * @param weight how much it matters for the story, 1 to 9
 * @param undone the step that this undoes, or that undid what this does again; 0 if there is none
 */
record Deed(int step, String context, String words, int weight, int undone) {

    Deed(int step, String context, String words, int weight) {
        this(step, context, words, weight, 0);
    }

    Deed weighing(int other) {
        return new Deed(step, context, words, other, undone);
    }
}
