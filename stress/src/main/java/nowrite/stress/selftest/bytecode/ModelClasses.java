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
import java.util.stream.Stream;
import nowrite.model.Machine;

/** The compiled classes of the model that stand for the kernel: its code and its objects. */
final class ModelClasses {

    private ModelClasses() {}

    /** The classes by internal name, {@code nowrite/model/kernel/FuseDir}. */
    static SortedMap<String, byte[]> read() {
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
                collect(place, classes);
            } else {
                URI jar = URI.create("jar:" + place.toUri());
                try (FileSystem files = FileSystems.newFileSystem(jar, Map.of())) {
                    collect(files.getPath("/"), classes);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the model's classes", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the place of the model is not understood", e);
        }
        return classes;
    }

    private static void collect(Path root, Map<String, byte[]> into) throws IOException {
        for (String part : new String[] {"nowrite/model/kernel", "nowrite/model/state"}) {
            try (Stream<Path> files = Files.walk(root.resolve(part))) {
                for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                    String name = root.relativize(file).toString().replace('\\', '/');
                    into.put(
                            name.substring(0, name.length() - ".class".length()),
                            Files.readAllBytes(file));
                }
            }
        }
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
