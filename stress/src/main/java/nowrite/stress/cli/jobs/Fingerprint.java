package nowrite.stress.cli.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import nowrite.model.seam.Seam;
import nowrite.spec.Property;
import nowrite.stress.cli.home.Checkout;

/**
 * Names everything that a verdict depends on: the TLA+ files, the code of spec, model and stress,
 * the libraries beside them, the JDK, the scenario's text, the kernel and the engine. Two runs with
 * the same fingerprint have the same verdict.
 */
public final class Fingerprint {

    private final byte[] common;

    /**
     * Reads what all runs share.
     *
     * @throws UncheckedIOException if something cannot be read
     */
    public Fingerprint(Checkout checkout) {
        MessageDigest digest = digest();
        put(digest, System.getProperty("java.vm.version") + System.getProperty("java.vendor"));
        putTree(digest, checkout.tla(), true);
        for (Class<?> part : List.of(Property.class, Seam.class, Fingerprint.class)) {
            putTree(digest, codeOf(part), true);
        }
        Path libraries = codeOf(Fingerprint.class).resolveSibling("lib");
        if (Files.isDirectory(libraries)) {
            putTree(digest, libraries, false);
        }
        common = digest.digest();
    }

    /** The fingerprint of one run, as hexadecimal digits. */
    public String of(Job job) {
        MessageDigest digest = digest();
        digest.update(common);
        put(digest, job.scenario().name());
        put(digest, job.kernel().toString());
        put(digest, job.engine());
        putFile(digest, job.scenario().path());
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static Path codeOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("cannot find the code of " + type, e);
        }
    }

    /** Adds a file, or the files of a folder in order of their names: contents, or sizes only. */
    private static void putTree(MessageDigest digest, Path root, boolean contents) {
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path file : tree.filter(Files::isRegularFile).sorted().toList()) {
                put(digest, root.relativize(file).toString());
                if (contents) {
                    putFile(digest, file);
                } else {
                    put(digest, Long.toString(Files.size(file)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + root, e);
        }
    }

    private static void putFile(MessageDigest digest, Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            put(digest, Integer.toString(bytes.length));
            digest.update(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static void put(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }
}
