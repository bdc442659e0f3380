package nowrite.stress.cli.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import nowrite.spec.Property;
import nowrite.spec.Word;
import nowrite.stress.cli.Samples;
import nowrite.stress.cli.home.Checkout;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutcomeStoreTest {

    @TempDir private Path home;

    private Checkout checkout;
    private Path file;

    @BeforeEach
    void makeCheckout() throws IOException {
        checkout = new Checkout(home);
        Files.createDirectories(checkout.tla());
        Files.writeString(checkout.tla().resolve("Kernel.tla"), "---- MODULE Kernel ----\n====\n");
        file = checkout.scenarios().resolve("truncate/in-flight.scn");
        Files.createDirectories(file.getParent());
        Files.writeString(file, Samples.SCENARIO);
    }

    private OutcomeStore store() {
        return new OutcomeStore(checkout, new Fingerprint(checkout));
    }

    private Job job(String engine) {
        return Job.of(Samples.scenario(file), Samples.BAD, engine);
    }

    @Test
    void aDecidedOutcomeIsRememberedWithItsCounterexample() throws IOException {
        Job job = job("explorer");
        Outcome kept = store().keep(job, Samples.result(job, Map.of()));
        assertEquals(Optional.of(kept), store().find(job));
        assertEquals(OptionalLong.of(1500), store().lastMillis(job));
        String text = kept.counterexamples().get(Property.P1).text();
        assertTrue(Files.readString(home.resolve(text)).contains("sent under nowrite"));
        assertEquals(Optional.empty(), store().find(job("tlc")));
    }

    @Test
    void aChangedScenarioIsSearchedAgain() throws IOException {
        Job job = job("explorer");
        store().keep(job, Samples.result(job, Map.of()));
        Files.writeString(file, Samples.SCENARIO.replace("store 0h", "store 1h"));
        assertEquals(Optional.empty(), store().find(job));
    }

    @Test
    void aChangedSpecificationIsSearchedAgain() throws IOException {
        Job job = job("tlc");
        store().keep(job, Samples.result(job, Map.of()));
        Files.writeString(
                checkout.tla().resolve("Kernel.tla"), "---- MODULE Kernel ----\n\n====\n");
        assertEquals(Optional.empty(), store().find(job));
        assertNotEquals(OptionalLong.empty(), store().lastMillis(job));
    }

    @Test
    void whatStayedUnknownIsSearchedAgain() {
        Job job = job("explorer");
        store().keep(job, Samples.result(job, Map.of(Property.P8, Word.UNKNOWN)));
        assertEquals(Optional.empty(), store().find(job));
    }

    @Test
    void anOutcomeWhoseCounterexampleIsGoneIsSearchedAgain() throws IOException {
        Job job = job("explorer");
        Outcome kept = store().keep(job, Samples.result(job, Map.of()));
        Files.delete(home.resolve(kept.counterexamples().get(Property.P1).json()));
        assertEquals(Optional.empty(), store().find(job));
    }

    @Test
    void aVerdictFileThatMakesNoSenseIsSearchedAgain() throws IOException {
        Job job = job("explorer");
        store().keep(job, Samples.result(job, Map.of()));
        Files.writeString(store().folder(job).resolve("verdict.json"), "{\"half\": ");
        assertEquals(Optional.empty(), store().find(job));
    }
}
