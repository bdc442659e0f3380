package nowrite.stress.selftest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import nowrite.spec.scenario.Scenario;
import nowrite.stress.selftest.mutant.Fate;
import nowrite.stress.selftest.mutant.Mutant;

/** What the fate of a mutant depends on: the sources of its side, and scenarios. */
final class Grounds {
    private final Map<Mutant.Side, String> sources = new EnumMap<>(Mutant.Side.class);
    private final Map<String, String> scenarios = new HashMap<>();
    private final String all;

    /**
     * The grounds of now.
     *
     * @param spec all modules as they are
     * @param model all classes as they are
     * @param counts the recorded sizes of scenarios: they decide what is tried
     */
    Grounds(byte[] spec, byte[] model, List<Scenario> scenarios, Path counts) {
        sources.put(Mutant.Side.SPEC, digest(spec));
        sources.put(Mutant.Side.MODEL, digest(model));
        StringBuilder text = new StringBuilder(text(counts));
        for (Scenario scenario : scenarios) {
            String file = text(scenario.path());
            this.scenarios.put(scenario.name(), digest(bytes(file)));
            text.append(file);
        }
        all = digest(bytes(text.toString()));
    }

    /** What a fate depends on, as that is now. */
    String of(Fate fate) {
        String where =
                fate.killed()
                        ? scenarios.getOrDefault(
                                fate.where().substring(0, fate.where().indexOf(" on ")), "gone")
                        : all;
        return sources.get(fate.mutant().side()) + " " + where;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String digest(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
