package nowrite.stress.patch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import nowrite.stress.cli.home.UnavailableException;
import nowrite.stress.cli.home.UsageException;

/** Compiles the classes of a patch, in memory, against the model. */
final class PatchCompiler {
    /** The Java of the project: Lincheck's child may run on an older JDK than this process. */
    private static final String RELEASE = "17";

    private PatchCompiler() {}

    /**
     * The JDK's compiler.
     *
     * @throws UnavailableException if this is no JDK
     */
    static JavaCompiler compiler() {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new UnavailableException(
                    "a patch is compiled, and this Java has no compiler; install a JDK");
        }
        return compiler;
    }

    /**
     * Compiles.
     *
     * @return the class files by the names of the classes, {@code MyIdeaFuseFile}
     * @throws UsageException if the sources are not right; the message is javac's, with the lines
     */
    static Map<String, byte[]> compile(List<Path> sources) {
        JavaCompiler compiler = compiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files =
                        compiler.getStandardFileManager(problems, null, StandardCharsets.UTF_8);
                Memory memory = new Memory(files)) {
            boolean good =
                    compiler.getTask(
                                    said,
                                    memory,
                                    problems,
                                    List.of(
                                            "-proc:none",
                                            "-g",
                                            "-nowarn",
                                            "--release",
                                            RELEASE,
                                            "-cp",
                                            ClassPath.absolute()),
                                    null,
                                    files.getJavaFileObjectsFromPaths(sources))
                            .call();
            if (!good) {
                throw new UsageException(message(problems.getDiagnostics(), said.toString()));
            }
            return memory.classes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot compile " + sources, e);
        }
    }

    private static String message(
            List<Diagnostic<? extends JavaFileObject>> problems, String said) {
        StringBuilder out = new StringBuilder("the patch does not compile");
        for (Diagnostic<? extends JavaFileObject> problem : problems) {
            if (problem.getKind() == Diagnostic.Kind.ERROR) {
                out.append("\n").append(place(problem));
                out.append(problem.getMessage(Locale.ROOT).replaceAll("\\s*\\n\\s*", "; "));
                out.append(line(problem));
            }
        }
        return out.append(said.isBlank() ? "" : "\n" + said.strip()).toString();
    }

    private static String place(Diagnostic<? extends JavaFileObject> problem) {
        return problem.getSource() == null
                ? ""
                : Path.of(problem.getSource().getName()) + ":" + problem.getLineNumber() + ": ";
    }

    /** The line itself, as javac shows it. */
    private static String line(Diagnostic<? extends JavaFileObject> problem) {
        if (problem.getSource() == null || problem.getLineNumber() < 1) {
            return "";
        }
        try {
            List<String> lines = Files.readAllLines(Path.of(problem.getSource().toUri()));
            int number = (int) problem.getLineNumber();
            if (number > lines.size()) {
                return "";
            }
            String mark = " ".repeat((int) Math.max(0, problem.getColumnNumber() - 1)) + "^";
            return "\n    " + lines.get(number - 1) + "\n    " + mark;
        } catch (IOException e) {
            return "";
        }
    }

    /** Keeps what javac writes. */
    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> written = new TreeMap<>();

        Memory(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String type, JavaFileObject.Kind kind, FileObject sibling) {
            URI place = URI.create("memory:///" + type.replace('.', '/') + kind.extension);
            return new SimpleJavaFileObject(place, kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    written.put(type, out);
                    return out;
                }
            };
        }

        Map<String, byte[]> classes() {
            Map<String, byte[]> classes = new TreeMap<>();
            written.forEach((type, out) -> classes.put(type, out.toByteArray()));
            return classes;
        }
    }
}
