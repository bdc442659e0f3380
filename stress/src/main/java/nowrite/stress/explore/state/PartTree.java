package nowrite.stress.explore.state;

import java.util.ArrayList;
import java.util.List;
import nowrite.stress.explore.table.VectorTable;

/**
 * The encoded state as a tree: a leaf interns the values of a few neighbouring objects, an inner
 * node the vector of its children's ids. A whole state is the id of the root. States that differ in
 * one object share all nodes but those on one path, and only that path is looked at.
 */
final class PartTree {
    /** Places of a leaf, at least. */
    private static final int LEAF = 12;

    private static final int CHILDREN = 8;

    private final int[] held;
    private final Node root;
    private final int[] wanted;
    private final Leaf[] leafOf;

    /**
     * Makes the tree.
     *
     * @param segments the objects, in the order of their places
     * @param held the encoding of what the objects hold, which this tree keeps up to date
     */
    PartTree(List<Segment> segments, int[] held) {
        this.held = held;
        wanted = new int[held.length];
        leafOf = new Leaf[held.length];
        List<Node> level = new ArrayList<>();
        int first = 0;
        for (int i = 0; i < segments.size(); i++) {
            if (segments.get(i).end - segments.get(first).start >= LEAF
                    || i == segments.size() - 1) {
                level.add(new Leaf(segments.subList(first, i + 1)));
                first = i + 1;
            }
        }
        while (level.size() > 1) {
            List<Node> upper = new ArrayList<>();
            for (int i = 0; i < level.size(); i += CHILDREN) {
                upper.add(new Inner(level.subList(i, Math.min(i + CHILDREN, level.size()))));
            }
            level = upper;
        }
        root = level.isEmpty() ? new Inner(level) : level.get(0);
    }

    /** Brings the encoding up to date with the objects and returns the id of what they hold. */
    int save() {
        root.save();
        return root.id;
    }

    /** Writes a state to the objects where it differs from what they hold. */
    void load(int state) {
        root.load(state);
    }

    /** Takes a state as what the objects hold, without writing to them. */
    void assume(int state) {
        root.assume(state);
    }

    /** The value at a place in a state. */
    int value(int state, int place) {
        Leaf leaf = leafOf[place];
        return leaf.table.at(leaf.idIn(state), place - leaf.start);
    }

    /** How many states there are. */
    int size() {
        return root.table.size();
    }

    private abstract static class Node {
        final VectorTable table;

        /** The id of what is held. */
        int id = -1;

        /** The node above, and the place of this one in it. */
        Inner parent;

        int index;

        Node(int width) {
            table = new VectorTable(width);
        }

        /** Whether what is held has changed. */
        abstract boolean save();

        abstract void load(int to);

        abstract void assume(int to);

        final int idIn(int state) {
            return parent == null ? state : parent.table.at(parent.idIn(state), index);
        }
    }

    private static final class Inner extends Node {
        private final Node[] children;
        private final int[] ids;

        Inner(List<Node> below) {
            super(below.size());
            children = below.toArray(new Node[0]);
            ids = new int[children.length];
            for (int i = 0; i < children.length; i++) {
                children[i].parent = this;
                children[i].index = i;
            }
        }

        @Override
        boolean save() {
            boolean changed = id < 0;
            for (int i = 0; i < children.length; i++) {
                if (children[i].save()) {
                    ids[i] = children[i].id;
                    changed = true;
                }
            }
            if (changed) {
                id = table.intern(ids, 0);
            }
            return changed;
        }

        @Override
        void load(int to) {
            if (to != id) {
                table.copy(to, ids, 0);
                for (int i = 0; i < children.length; i++) {
                    children[i].load(ids[i]);
                }
                id = to;
            }
        }

        @Override
        void assume(int to) {
            if (to != id) {
                table.copy(to, ids, 0);
                for (int i = 0; i < children.length; i++) {
                    children[i].assume(ids[i]);
                }
                id = to;
            }
        }
    }

    private final class Leaf extends Node {
        private final Segment[] segments;
        private final int start;

        Leaf(List<Segment> of) {
            super(of.get(of.size() - 1).end - of.get(0).start);
            segments = of.toArray(new Segment[0]);
            start = segments[0].start;
            for (int place = start; place < start + table.width(); place++) {
                leafOf[place] = this;
            }
        }

        @Override
        boolean save() {
            boolean changed = id < 0;
            for (Segment segment : segments) {
                changed |= segment.refresh(held);
            }
            if (changed) {
                id = table.intern(held, start);
            }
            return changed;
        }

        @Override
        void load(int to) {
            if (to == id) {
                return;
            }
            table.copy(to, wanted, start);
            for (Segment segment : segments) {
                for (int place = segment.start; place < segment.end; place++) {
                    if (wanted[place] != held[place]) {
                        segment.write(place, wanted[place]);
                        held[place] = wanted[place];
                    }
                }
            }
            id = to;
        }

        @Override
        void assume(int to) {
            if (to != id) {
                table.copy(to, held, start);
                id = to;
            }
        }
    }
}
