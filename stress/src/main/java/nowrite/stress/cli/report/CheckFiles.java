package nowrite.stress.cli.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import nowrite.spec.trace.TraceJson;
import nowrite.stress.cli.home.AtomicFile;
import nowrite.stress.cli.home.Checkout;
import nowrite.stress.cli.home.Json;
import nowrite.stress.cli.jobs.Outcome;
import nowrite.stress.cli.jobs.OutcomeStore;
import nowrite.stress.page.IndexPage;
import nowrite.stress.page.TracePage;

/** The files of a check: the last one, the one before it, and the index page. */
public final class CheckFiles {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Checkout checkout;

    /** The files in a checkout's work folder. */
    public CheckFiles(Checkout checkout) {
        this.checkout = checkout;
    }

    private Path file(String name) {
        return checkout.work().resolve(name);
    }

    /** The index page. */
    public Path page() {
        return file("check.html");
    }

    /** The last check; empty if there is none, or another version wrote it. */
    public Optional<CheckReport> last() {
        return read(file("check.json"));
    }

    /** The check before the last. */
    public Optional<CheckReport> beforeLast() {
        return read(file("check-before.json"));
    }

    private static Optional<CheckReport> read(Path file) {
        try {
            return Files.isRegularFile(file)
                    ? Optional.of(Json.read(Files.readString(file), CheckReport.class))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Keeps a finished check; the one that was the last becomes the one before. */
    public void keep(CheckReport report, String text, String json) {
        last().ifPresent(last -> AtomicFile.write(file("check-before.json"), Json.write(last)));
        AtomicFile.write(file("check.txt"), text);
        AtomicFile.write(file("check.json"), json);
    }

    /**
     * Writes the index page.
     *
     * @param report the check, so far
     * @param previous the check before it, null if there is none
     * @param total runs there are; while some are missing the page loads itself again
     */
    public void writePage(CheckReport report, CheckReport previous, int total) {
        String now = TIME.format(LocalDateTime.now());
        AtomicFile.write(
                page(), IndexPage.of(CheckIndex.of(checkout, report, previous, total, now)));
    }

    /** Writes the pages of counterexamples that have none. */
    public void writeTracePages(CheckReport report) {
        for (CheckReport.Run run : report.runs()) {
            for (Outcome.Counterexample one : run.outcome().counterexamples().values()) {
                Path json = checkout.root().resolve(one.json());
                Path page = OutcomeStore.page(json);
                if (Files.isRegularFile(json) && !Files.isRegularFile(page)) {
                    writeTracePage(json);
                }
            }
        }
    }

    /**
     * Writes the page of one counterexample beside it.
     *
     * @return the page
     */
    public static Path writeTracePage(Path json) {
        Path page = OutcomeStore.page(json);
        try {
            AtomicFile.write(page.toAbsolutePath(), TracePage.of(TraceJson.read(json)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + json, e);
        }
        return page;
    }
}
