package nowrite.stress.conform;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A state graph as an engine has it. States and edges are numbered from 0; the edges of a state lie
 * next to each other. A state is put together from parts, of which there are far fewer than states.
 */
interface Side {

    /** What it is the graph of: "spec" or "model". */
    String name();

    /** Number of states. */
    int states();

    /** The initial state. */
    int initial();

    /** Number of parts of a state. */
    int parts();

    /** The number of a part of a state; equal parts have equal numbers. */
    int part(int state, int part);

    /** A part in words: path to value. No path is in two parts. */
    Map<String, String> words(int part, int id);

    /** A state in words. */
    default Map<String, String> words(int state) {
        Map<String, String> words = new LinkedHashMap<>();
        for (int part = 0; part < parts(); part++) {
            words.putAll(words(part, part(state, part)));
        }
        return words;
    }

    /** The first edge of a state. */
    int firstEdge(int state);

    /** The edge after the last one of a state. */
    int endEdge(int state);

    /** The state that an edge leads to. */
    int successor(int edge);

    /** The context that moves along an edge, from 1. */
    int context(int edge);

    /** The label of an edge that leaves a state. */
    String label(int from, int edge);
}
