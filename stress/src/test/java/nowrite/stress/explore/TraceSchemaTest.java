package nowrite.stress.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nowrite.model.Kernels;
import nowrite.spec.KernelId;
import nowrite.spec.engine.Engine;
import nowrite.spec.engine.Limits;
import nowrite.spec.engine.Progress;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.tlc.TlaKernels;
import nowrite.spec.tlc.TlcEngine;
import nowrite.spec.trace.Trace;
import nowrite.spec.trace.TraceJson;
import nowrite.stress.cli.home.Checkout;
import nowrite.stress.cli.home.Scenarios;
import nowrite.stress.describe.Description;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every engine's traces have the form that trace.schema.json says. */
class TraceSchemaTest {
    private static final Path HOME = Path.of(System.getProperty("nowrite.home"));
    private static final Scenario SCENARIO =
            new Scenarios(new Checkout(HOME), Kernels.catalogue()).one("setattr/launder");
    private static final KernelId KERNEL =
            KernelId.parse("2.6.26 without invalidate-after-release");
    private static final Duration TIME = Duration.ofMinutes(10);

    @TempDir static Path work;

    private static List<String> errors(String json) throws IOException {
        try (InputStream file = Trace.class.getResourceAsStream("trace.schema.json")) {
            JsonSchema schema =
                    JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(file);
            return schema.validate(json, InputFormat.JSON).stream().map(Object::toString).toList();
        }
    }

    private static List<Trace> traces(Engine engine) throws InterruptedException {
        Description description = new Description(HOME.resolve("spec/tla"));
        List<Trace> traces = new ArrayList<>();
        for (Trace trace :
                engine.run(SCENARIO, KERNEL, Limits.ofTime(TIME), Progress.NONE)
                        .traces()
                        .values()) {
            traces.add(trace);
            traces.add(description.add(trace, SCENARIO));
        }
        return traces;
    }

    private static void check(List<Trace> traces) throws IOException {
        assertTrue(traces.stream().anyMatch(trace -> trace.end().equals("deadlock")));
        for (Trace trace : traces) {
            assertEquals(List.of(), errors(TraceJson.write(trace)));
        }
    }

    @Test
    void theExplorersTracesHaveIt() throws InterruptedException, IOException {
        List<Trace> traces = traces(new ExplorerEngine());
        check(traces);
        check(List.of(Minimizer.shorten(deadlock(traces), SCENARIO, TIME)));
    }

    @Test
    void tlcsTracesHaveIt() throws InterruptedException, IOException {
        List<Trace> traces =
                traces(new TlcEngine(TlaKernels.read(HOME.resolve("spec/tla")), work, 1000));
        check(traces);
        assertEquals(
                "./nowrite check spec/scenarios/setattr/launder.scn --kernel '"
                        + KERNEL
                        + "' --engine tlc",
                traces.get(0).reproduce());
    }

    private static Trace deadlock(List<Trace> traces) {
        return traces.stream().filter(t -> t.end().equals("deadlock")).findFirst().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            "schema" : 3        | "schema" : 1
            "end" : "deadlock"  | "end" : "deadlock", "loopStart" : 3
            "end" : "deadlock"  | "end" : "livelock"
            "end" : "deadlock"  | "end" : "well"
            "engine" :          | "motor" :
            "n" : 1,            | "n" : 0,
            "property" : "P8"   | "property" : "Q8"
            """)
    void aTraceOfAnotherFormIsRefused(String good, String bad)
            throws InterruptedException, IOException {
        String json = TraceJson.write(deadlock(traces(new ExplorerEngine())));
        assertTrue(json.contains(good), good);
        assertFalse(errors(json.replace(good, bad)).isEmpty(), bad);
    }
}
