package nowrite.stress.fsx;

import java.util.List;
import java.util.Optional;
import nowrite.spec.file.Call;
import nowrite.spec.file.PosixFile;

/** One list of operations on one file, each result held against the specification. */
public final class Trial {

    private Trial() {}

    /**
     * What the file cannot have done.
     *
     * @param index the operation, from 0
     * @param deed what it was
     * @param result what it gave
     */
    public record Failure(int index, Deed deed, String result) {
        @Override
        public String toString() {
            return "operation "
                    + (index + 1)
                    + ", "
                    + deed
                    + ", gave "
                    + result
                    + ", which no POSIX file gives there";
        }
    }

    /**
     * Tries a list. What would be about bytes behind the end of the file, where nothing is
     * promised, is left out.
     *
     * @param halves half pages of the file
     * @return the first failure; null if there is none
     */
    public static Failure of(List<Deed> deeds, TestedFile file, int halves)
            throws InterruptedException {
        PosixFile expected = PosixFile.of(halves, halves, file.start());
        for (int i = 0; i < deeds.size(); i++) {
            Deed deed = deeds.get(i);
            if (!file.can(deed.kind()) || isUnspecified(deed, expected.size())) {
                continue;
            }
            String result = file.run(deed, i + 1);
            Call.Kind kind = kind(deed);
            if (kind == null) {
                if (!result.equals(Call.OK)) {
                    return new Failure(i, deed, result);
                }
                continue;
            }
            Call call =
                    new Call(
                            "user",
                            kind,
                            deed.half(),
                            TestedFile.content(i + 1),
                            result,
                            2 * i,
                            2 * i + 1);
            Optional<PosixFile> after = expected.after(call);
            boolean isVerb =
                    kind != Call.Kind.LOAD && kind != Call.Kind.READ && kind != Call.Kind.DURABLE;
            if (after.isEmpty() || isVerb && !result.equals(Call.OK)) {
                return new Failure(i, deed, result);
            }
            expected = after.get();
        }
        return null;
    }

    private static boolean isUnspecified(Deed deed, int size) {
        return switch (deed.kind()) {
            case STORE, LOAD, DURABLE, PUNCH -> deed.half() >= size;
            default -> false;
        };
    }

    private static Call.Kind kind(Deed deed) {
        return switch (deed.kind()) {
            case WRITEPAGES, DROP -> null;
            default -> Call.Kind.valueOf(deed.kind().name());
        };
    }
}
