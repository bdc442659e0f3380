package nowrite.spec.trace.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nowrite.spec.trace.Trace;

/** The requests by step. */
final class Lives {
    private final List<RequestLife> requests;

    Lives(List<RequestLife> requests) {
        this.requests = requests;
    }

    List<RequestLife> all() {
        return requests;
    }

    /** The request in a slot at a step, null if the slot is free. */
    RequestLife at(String slot, int n) {
        for (RequestLife life : requests) {
            if (life.slot().equals(slot)
                    && life.prepared() <= n
                    && (life.ended() == 0 || n <= life.ended())) {
                return life;
            }
        }
        return null;
    }

    /** What the daemon does in a step: "applies WRITE 1"; null if it is no step of the daemon. */
    String daemonStep(Trace.Step step) {
        if (!Trace.isDaemon(step.task()) || !step.label().startsWith("daemon:")) {
            return null;
        }
        RequestLife life = at(Texts.slotOfDaemon(step.task()), step.n());
        String request = life == null ? step.task() : life.name();
        String what = step.label().substring("daemon:".length());
        return switch (what) {
            case "read" -> "reads " + request;
            case "apply" -> "applies " + request;
            case "reply" -> "answers " + request;
            case "fail_write" -> "fails " + request;
            default -> request + ": " + what.replace('_', ' ');
        };
    }

    /** What happens to requests in a step, in a few words each. */
    List<String> effects(int n) {
        List<String> words = new ArrayList<>();
        for (RequestLife life : requests) {
            if (life.writeback()) {
                ofWriteback(life, n, words);
            } else if (life.sent() == n) {
                words.add("sends " + carried(life));
            } else if (life.replied() == n && !life.error().isEmpty()) {
                words.add("fails: " + life.error());
            }
        }
        return words;
    }

    private void ofWriteback(RequestLife life, int n, List<String> words) {
        if (life.listed() == n && life.sent() != n) {
            words.add(life.name() + " on writepages");
        }
        for (RequestLife.Put put : life.puts()) {
            if (put.step() == n) {
                String adds = life.name() + (put.page() == life.page() ? " = " : " += ");
                words.add(
                        life.refersToPage()
                                ? adds + "page " + put.page() + " itself"
                                : adds + "copy of page " + put.page() + " " + put.content());
            }
        }
        for (Form form : life.updates()) {
            if (form.step() == n) {
                words.add(life.name() + " = " + form.text());
            }
        }
        if (!life.chains(n).isEmpty()) {
            words.add(chained(life, n) + " chained behind " + life.name());
        }
        if (life.queued() == n && life.sent() != n) {
            words.add(life.name() + " on queued_writes");
        }
        if (life.sent() == n) {
            words.add("sends " + life.name() + cropped(life));
        }
        if (life.ended() == n && life.sent() == 0) {
            words.add(life.name() + " dropped");
        }
    }

    /** The name of the request that a step chains behind another. */
    String chained(RequestLife before, int n) {
        RequestLife life = at(before.chains(n), n);
        return life == null ? "a request" : life.name();
    }

    /** The request into which a step puts the content of a page; null if it does not. */
    RequestLife updated(int page, int n) {
        for (RequestLife life : requests) {
            if (life.covers(page) && life.updates().stream().anyMatch(f -> f.step() == n)) {
                return life;
            }
        }
        return null;
    }

    /** What a WRITE lacks of its page, as it is sent: nothing, or ", cropped to half a page". */
    static boolean isDisconnected(Map<String, String> state) {
        return "0".equals(state.get("connected"));
    }

    static String cropped(RequestLife life) {
        if (life.length() >= life.halves()) {
            return "";
        }
        return life.length() == 1
                ? " cropped to half a page"
                : " cropped to " + life.length() + " half pages";
    }

    /** A task's own request with what it carries: "SETATTR size 1h". */
    static String carried(RequestLife life) {
        if (life.opcode().equals("SETATTR")) {
            return life.isTruncate()
                    ? "SETATTR size " + Texts.size(String.valueOf(life.size()))
                    : "SETATTR without a size";
        }
        if (life.isTruncate()) {
            return life.opcode() + " with O_TRUNC";
        }
        String page = life.page() < 0 ? "" : " of page " + life.page();
        return life.opcode() + page;
    }
}
