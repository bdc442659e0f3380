package nowrite.stress.selftest.bytecode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nowrite.model.Machine;

/**
 * The compiled classes of the model that stand for the kernel: its code in every generation, and
 * its objects.
 */
final class ModelClasses {

    private static final String MODEL = "nowrite/model/";

    /** The packages of every generation, those of later ones too. */
    private static final Pattern KERNEL_CODE =
            Pattern.compile(MODEL + "(kernel|state|client|v[0-9_]+)/[^/]*");

    private ModelClasses() {}

    /** The changes of a kernel, those that are taken out and those that are added. */
    private static final Pattern CHANGES = Pattern.compile(MODEL + "(revert|proposal)/[^/]*");

    /** The classes by internal name, {@code nowrite/model/kernel/FuseDir}. */
    static SortedMap<String, byte[]> read() {
        return read(KERNEL_CODE);
    }

    /** The classes of the changes, by internal name. */
    static SortedMap<String, byte[]> changes() {
        return read(CHANGES);
    }

    private static SortedMap<String, byte[]> read(Pattern wanted) {
        SortedMap<String, byte[]> classes = new TreeMap<>();
        try {
            Path place =
                    Path.of(
                            Machine.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            if (Files.isDirectory(place)) {
                collect(place, wanted, classes);
            } else {
                URI jar = URI.create("jar:" + place.toUri());
                try (FileSystem files = FileSystems.newFileSystem(jar, Map.of())) {
                    collect(files.getPath("/"), wanted, classes);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the model's classes", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the place of the model is not understood", e);
        }
        return classes;
    }

    private static void collect(Path root, Pattern wanted, Map<String, byte[]> into)
            throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve(MODEL))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                String path = root.relativize(file).toString().replace('\\', '/');
                String name = path.substring(0, path.length() - ".class".length());
                if (wanted.matcher(name).matches()) {
                    into.put(name, Files.readAllBytes(file));
                }
            }
        }
    }

    /** How a class is called in the names of mutants: {@code FuseDir}, {@code v3_13.FuseFile}. */
    static String shortName(String internalName) {
        return internalName
                .substring(MODEL.length())
                .replaceFirst("^(kernel|state|client)/", "")
                .replace('/', '.');
    }

    /** The bytes of any class that this class's loader can find. */
    static byte[] bytes(String internalName) throws ClassNotFoundException {
        try (InputStream in =
                ModelClasses.class.getClassLoader().getResourceAsStream(internalName + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(internalName);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(internalName, e);
        }
    }
}
