package nowrite.stress.patch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nowrite.spec.Property;
import nowrite.spec.Word;
import nowrite.spec.scenario.ScenarioParser;
import nowrite.spec.trace.Trace;
import nowrite.spec.trace.TraceJson;
import nowrite.spec.trace.text.TraceText;
import nowrite.stress.cli.home.AtomicFile;
import nowrite.stress.cli.home.Json;
import nowrite.stress.patch.measure.Effects;

/** The files of a report: report.txt, report.json, junit.xml, trace.txt and trace.json. */
public final class ValidatedFiles {

    private ValidatedFiles() {}

    /** A scenario as JSON shows it. */
    private record Row(
            String name,
            boolean own,
            Map<Property, Word> before,
            Map<Property, Word> after,
            Set<Property> worse,
            Set<Property> better,
            Set<String> newlyBlocked,
            Set<String> noLongerReached,
            long statesBefore,
            long statesAfter,
            String message) {}

    /** The answer as JSON shows it. */
    private record Report(
            int schema,
            String patch,
            String ground,
            String kernel,
            String verdict,
            int exitCode,
            String sentence,
            List<String> details,
            List<String> overrides,
            List<String> hints,
            List<Row> scenarios,
            List<String> notReached,
            List<String> notSearched,
            List<String> notSearchedBefore,
            Effects effects,
            List<PortingNote> porting,
            List<OwnExpectations> ownScenarios,
            List<String> corpusBugsBack,
            InsideSteps insideSteps,
            Stressed onProcessors,
            SpecCheck specification,
            List<String> grown,
            String grownUntil,
            String trace,
            String reproduce) {}

    /** The answer as JSON. */
    public static String json(Validated answer, String again) {
        List<Row> rows = new ArrayList<>();
        for (Compared one : answer.searched()) {
            rows.add(
                    new Row(
                            one.scenario(),
                            ScenarioParser.isOwn(one.scenario()),
                            one.before().words(),
                            one.after().words(),
                            one.worse(),
                            one.better(),
                            one.newlyBlocked(),
                            one.lost(),
                            one.before().states(),
                            one.after().states(),
                            one.after().message()));
        }
        return Json.write(
                new Report(
                        1,
                        answer.patch().name(),
                        answer.ground().toString(),
                        answer.kernel().toString(),
                        answer.verdict().text(),
                        answer.verdict().exitCode(),
                        answer.sentence(),
                        answer.details(),
                        answer.overrides(),
                        answer.hints(),
                        rows,
                        answer.unreached(),
                        answer.leftOut(),
                        answer.cut(),
                        answer.effects(),
                        answer.porting(),
                        answer.own(),
                        answer.corpus(),
                        answer.inside(),
                        answer.stressed(),
                        answer.spec(),
                        answer.grown().rounds(),
                        answer.grown().stopped(),
                        answer.shortest().isPresent() ? "trace.json" : null,
                        again));
    }

    /** Writes the files; a trace of an earlier run that is no longer true goes. */
    public static void write(Path folder, Validated answer, String text, String again) {
        AtomicFile.write(folder.resolve("report.txt"), text);
        AtomicFile.write(folder.resolve("report.json"), json(answer, again));
        AtomicFile.write(folder.resolve("junit.xml"), ValidatedJUnit.of(answer));
        kept(folder.resolve("lincheck.txt"), answer.inside().output());
        kept(folder.resolve("jcstress.txt"), answer.stressed().output());
        PatchHash.write(folder, answer.patch());
        trace(folder, "trace", answer.shortest());
        trace(folder, "before", answer.mended());
    }

    private static void kept(Path file, String text) {
        if (text.isEmpty()) {
            delete(file);
        } else {
            AtomicFile.write(file, text);
        }
    }

    private static void trace(Path folder, String name, Optional<Trace> trace) {
        Path text = folder.resolve(name + ".txt");
        Path json = folder.resolve(name + ".json");
        if (trace.isPresent()) {
            AtomicFile.write(text, TraceText.render(trace.get()));
            AtomicFile.write(json, TraceJson.write(trace.get()));
            return;
        }
        delete(text);
        delete(json);
    }

    /** Replaces the report of an earlier run: there is no answer, and why. */
    public static void refused(Path folder, String why, String again) {
        for (String name :
                List.of(
                        "report.json",
                        "junit.xml",
                        "lincheck.txt",
                        "jcstress.txt",
                        PatchHash.FILE)) {
            delete(folder.resolve(name));
        }
        trace(folder, "trace", Optional.empty());
        trace(folder, "before", Optional.empty());
        AtomicFile.write(
                folder.resolve("report.txt"), "no answer: " + why + "\nagain: " + again + "\n");
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + file + " of an earlier run", e);
        }
    }
}
