package nowrite.spec.corpus;

/**
 * An upstream commit.
 *
 * @param hash its hash, 12 digits or all
 * @param year the year in which it was written
 * @param subject its first line, or what it does where that is not known
 */
public record Fix(String hash, int year, String subject) {

    /** The first 12 digits of the hash, as upstream quotes it. */
    public String shortHash() {
        return hash.substring(0, Math.min(12, hash.length()));
    }
}
