package nowrite.stress.kernel.daemon;

/** Who may keep the daemon from answering. */
interface Steering {

    /** Nobody: every request is the daemon's own business. */
    Steering NOBODY =
            new Steering() {
                @Override
                public boolean holds(Request request) {
                    return false;
                }

                @Override
                public void answered(Request request, int error) {}
            };

    /** Whether the request, just read, is kept back and answered later by who steers. */
    boolean holds(Request request);

    /** A request was answered. */
    void answered(Request request, int error);
}
