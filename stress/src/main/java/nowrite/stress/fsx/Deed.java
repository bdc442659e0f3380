package nowrite.stress.fsx;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * One operation of the user.
 *
 * @param kind what it is
 * @param half the half page; of a TRUNCATE the new size in half pages; 0 where it means nothing
 */
public record Deed(Kind kind, int half) {

    /** What the user, or the machine for him, can do. */
    public enum Kind {
        /** A store to a half page through the mapping. */
        STORE,
        /** A load of a half page through the mapping. */
        LOAD,
        /** write(2) of a half page. */
        WRITE,
        /** read(2) of a half page. */
        READ,
        /** ftruncate(2). */
        TRUNCATE,
        /** A hole of a half page. */
        PUNCH,
        /** fsync(2). */
        FSYNC,
        /** Writeback begins and is not waited for. */
        WRITEPAGES,
        /** The page cache drops what it can. */
        DROP,
        /** A look at what the server of the file has. */
        DURABLE;

        boolean hasPlace() {
            return this != FSYNC && this != WRITEPAGES && this != DROP;
        }
    }

    private static final Kind[] OFTEN = {
        Kind.STORE,
        Kind.STORE,
        Kind.STORE,
        Kind.WRITE,
        Kind.WRITE,
        Kind.LOAD,
        Kind.READ,
        Kind.READ,
        Kind.TRUNCATE,
        Kind.PUNCH,
        Kind.FSYNC,
        Kind.WRITEPAGES,
        Kind.WRITEPAGES,
        Kind.DROP,
        Kind.DURABLE
    };

    /**
     * A list of operations.
     *
     * @param length how many
     * @param halves half pages of the file
     */
    public static List<Deed> random(long seed, int length, int halves) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Deed> deeds = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            Kind kind = OFTEN[random.nextInt(OFTEN.length)];
            int most = kind == Kind.TRUNCATE ? halves + 1 : halves;
            int half = random.nextInt(most);
            if (kind == Kind.TRUNCATE) {
                half = Math.max(half, random.nextInt(most));
            }
            deeds.add(new Deed(kind, kind.hasPlace() ? half : 0));
        }
        return deeds;
    }

    /**
     * Reads what {@link #toString} writes.
     *
     * @throws IllegalArgumentException if it is something else; the message says what would be
     *     right
     */
    public static Deed parse(String text) {
        String[] words = text.strip().split("\\s+");
        try {
            Kind kind = Kind.valueOf(words[0].toUpperCase(Locale.ROOT));
            if (words.length == (kind.hasPlace() ? 2 : 1)) {
                int half = kind.hasPlace() ? Integer.parseInt(words[1].replaceFirst("h$", "")) : 0;
                if (half >= 0) {
                    return new Deed(kind, half);
                }
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(wrong(text), e);
        }
        throw new IllegalArgumentException(wrong(text));
    }

    private static String wrong(String text) {
        return "'"
                + text
                + "' is no operation; there are store, load, write, read, truncate, punch and durable"
                + " with a half page, as in 'store 3h', and fsync, writepages and drop";
    }

    @Override
    public String toString() {
        String name = kind.name().toLowerCase(Locale.ROOT);
        return kind.hasPlace() ? name + " " + half + "h" : name;
    }
}
