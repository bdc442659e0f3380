package nowrite.stress.patch;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import nowrite.stress.cli.home.UnavailableException;

/** The source text of one class of the model, by methods and fields. */
final class ModelSource {

    /** Where the model's sources are in a checkout. */
    static final String FOLDER = "model/src/main/java";

    /**
     * A method as it stands in the source.
     *
     * @param name its name
     * @param parameters the types of its parameters, as written, without type arguments
     * @param isPrivate whether no other class sees it
     * @param comment what its comment says; empty if it has none
     * @param text its text from the first modifier to the last brace, without annotations
     */
    record Function(
            String name, List<String> parameters, boolean isPrivate, String comment, String text) {
        /** Copies the list. */
        Function {
            parameters = List.copyOf(parameters);
        }
    }

    private final String packageName;
    private final Map<String, String> imports = new LinkedHashMap<>();
    private final List<Function> functions = new ArrayList<>();
    private final Map<String, String> privateFields = new LinkedHashMap<>();

    /**
     * Reads a class of the model.
     *
     * @param root the checkout
     * @throws UnavailableException if the checkout has no source of it, or there is no compiler
     */
    ModelSource(Path root, Class<?> type) {
        String name = type.getName().replaceFirst("_on_.*", "");
        Path file = root.resolve(FOLDER).resolve(name.replace('.', '/') + ".java");
        if (!Files.isRegularFile(file)) {
            throw new UnavailableException(
                    "the source of the model is missing: there is no " + file);
        }
        packageName = name.substring(0, name.lastIndexOf('.'));
        try {
            read(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private void read(Path file) throws IOException {
        String text = Files.readString(file);
        JavaCompiler compiler = PatchCompiler.compiler();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            JavacTask task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    files,
                                    null,
                                    List.of("-proc:none"),
                                    null,
                                    files.getJavaFileObjects(file));
            CompilationUnitTree unit = task.parse().iterator().next();
            DocTrees trees = DocTrees.instance(task);
            for (ImportTree one : unit.getImports()) {
                String imported = one.getQualifiedIdentifier().toString();
                imports.put(
                        imported.substring(imported.lastIndexOf('.') + 1),
                        (one.isStatic() ? "static " : "") + imported);
            }
            for (Tree type : unit.getTypeDecls()) {
                if (type instanceof ClassTree classTree) {
                    members(text, unit, trees, classTree);
                }
            }
        }
    }

    private void members(String text, CompilationUnitTree unit, DocTrees trees, ClassTree type) {
        SourcePositions at = trees.getSourcePositions();
        TreePath path = TreePath.getPath(unit, type);
        for (Tree member : type.getMembers()) {
            if (member instanceof MethodTree method && method.getReturnType() != null) {
                String comment = trees.getDocComment(new TreePath(path, member));
                int start = (int) at.getStartPosition(unit, method);
                for (Tree annotation : method.getModifiers().getAnnotations()) {
                    start = (int) at.getEndPosition(unit, annotation);
                }
                functions.add(
                        new Function(
                                method.getName().toString(),
                                method.getParameters().stream()
                                        .map(p -> p.getType().toString().replaceAll("<.*>", ""))
                                        .toList(),
                                method.getModifiers().getFlags().contains(Modifier.PRIVATE),
                                comment == null ? "" : comment.strip(),
                                text.substring(start, (int) at.getEndPosition(unit, method))
                                        .strip()));
            } else if (member instanceof VariableTree field
                    && field.getModifiers().getFlags().contains(Modifier.PRIVATE)) {
                privateFields.put(
                        field.getName().toString(),
                        text.substring(
                                (int) at.getStartPosition(unit, field),
                                (int) at.getEndPosition(unit, field)));
            }
        }
    }

    /** The package. */
    String packageName() {
        return packageName;
    }

    /** What is imported, by its simple name; a static import begins with "static". */
    Map<String, String> imports() {
        return imports;
    }

    /** The private fields, by name, as they are declared. */
    Map<String, String> privateFields() {
        return privateFields;
    }

    /** The private methods. */
    List<Function> privateFunctions() {
        return functions.stream().filter(Function::isPrivate).toList();
    }

    /** The method with this name and these types of parameters. */
    Optional<Function> function(String name, List<String> parameters) {
        return functions.stream()
                .filter(one -> one.name().equals(name) && one.parameters().equals(parameters))
                .findFirst();
    }

    /** The method with this name; the first if there are several. */
    Optional<Function> function(String name) {
        return functions.stream().filter(one -> one.name().equals(name)).findFirst();
    }
}
