package nowrite.stress.patch;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Finds the line of a patch in what was thrown, or in what a thread does. */
final class PlaceOfFailure {
    private static final Pattern OF_JAVA = Pattern.compile("(?:java|jdk|sun)\\.");

    private final Set<String> classes;
    private String last = "";

    /** For a patch with these classes. */
    PlaceOfFailure(Set<String> classes) {
        this.classes = new TreeSet<>(classes);
    }

    /** The name of a class without what it got when it was put on another one. */
    static String plain(String name) {
        return name.replaceFirst("_on_.*", "");
    }

    /** Whether a class, or what it was before it was put on another one, is one of the patch's. */
    boolean isOfPatch(Class<?> type) {
        return classes.contains(plain(type.getName()));
    }

    /** Something was thrown while the patch's code ran; the search may take it for its own. */
    void thrown(Throwable e) {
        last = in(e);
    }

    /** The line in something that was thrown; else of what was thrown last; else empty. */
    String of(Throwable e) {
        String place = in(e);
        return place.isEmpty() ? last : place;
    }

    private String in(Throwable e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            String place = in(t.getStackTrace());
            if (!place.isEmpty()) {
                return place;
            }
        }
        return "";
    }

    /** Whether it was thrown by the patch's own line, or by a class of Java that it called. */
    boolean isInnermost(Throwable e) {
        for (StackTraceElement frame : e.getStackTrace()) {
            if (!OF_JAVA.matcher(frame.getClassName()).lookingAt()) {
                return classes.contains(plain(frame.getClassName()));
            }
        }
        return false;
    }

    /** The innermost line of the patch, {@code MyIdeaFuseFile.java:23 (fuseWritepage)}. */
    String in(StackTraceElement[] frames) {
        for (StackTraceElement frame : frames) {
            if (classes.contains(plain(frame.getClassName()))) {
                String method =
                        frame.getMethodName().replaceFirst("^lambda\\$(\\w+)\\$\\d+$", "$1");
                return frame.getFileName() + ":" + frame.getLineNumber() + " (" + method + ")";
            }
        }
        return "";
    }
}
