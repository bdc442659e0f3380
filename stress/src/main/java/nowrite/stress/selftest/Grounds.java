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
import nowrite.stress.selftest.mutant.Pair;

/** What the fate of a mutant depends on: the sources of its side, and scenarios. */
final class Grounds {
    private final Map<Mutant.Side, String> sources = new EnumMap<>(Mutant.Side.class);
    private final Map<String, String> scenarios = new HashMap<>();
    private final Map<Mutant.Side, String> tried = new EnumMap<>(Mutant.Side.class);

    /** The grounds of now, of scenarios that mutants of either side are tried on. */
    Grounds(List<Scenario> all) {
        for (Scenario scenario : all) {
            scenarios.put(scenario.name(), digest(bytes(text(scenario.path()))));
        }
    }

    /**
     * Adds a side.
     *
     * @param source all that its mutants are made of, as it is
     * @param pairs what a survivor of this side is tried on, in this order
     */
    void add(Mutant.Side side, byte[] source, List<Pair> pairs) {
        sources.put(side, digest(source));
        StringBuilder text = new StringBuilder();
        for (Pair pair : pairs) {
            text.append(pair.name()).append(' ').append(pair.states()).append(' ');
            text.append(scenarios.get(pair.scenario().name())).append('\n');
        }
        tried.put(side, digest(bytes(text.toString())));
    }

    /** What a fate depends on, as that is now. */
    String of(Fate fate) {
        String where =
                fate.killed()
                        ? scenarios.getOrDefault(
                                fate.where().substring(0, fate.where().indexOf(" on ")), "gone")
                        : tried.get(fate.mutant().side());
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
