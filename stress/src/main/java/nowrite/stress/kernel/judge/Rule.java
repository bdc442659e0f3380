package nowrite.stress.kernel.judge;

/** The rules of the module Boundary. */
public enum Rule {
    R1("P1", "no WRITE while a SETATTR of the size is with the daemon"),
    R2("P1", "no WRITE while an OPEN that truncates is with the daemon"),
    R3("P3", "one writeback WRITE of a page at a time"),
    R4("P4", "no WRITE with older content after one with newer"),
    R5("P5", "fsync, msync and close are durable"),
    R6("P6", "a WRITE that failed is told by fsync or msync"),
    R7("P11", "RELEASE after the last WRITE of its handle"),
    R8("P2", "what a truncation cut off does not come back"),
    R9("P2", "what a hole took away does not come back"),
    R10("P14", "a read finds what was stored last"),
    R11("P1", "inside: no send between set_nowrite and its release"),
    R12("P10", "inside: writectr is what sends and ends make it"),
    R13("P3", "inside: page_mkwrite waits for its page's WRITE");

    private final String property;
    private final String title;

    Rule(String property, String title) {
        this.property = property;
        this.title = title;
    }

    /** The id of the property that it is about. */
    public String property() {
        return property;
    }

    /** The rule in a few words. */
    public String title() {
        return title;
    }
}
