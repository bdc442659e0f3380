package nowrite.stress.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A tab of the browser. */
final class Tab implements AutoCloseable {
    private static final long PATIENCE_NANOS = 20_000_000_000L;

    private final Browser browser;
    private final String target;
    private final String session;
    private boolean programs = true;

    Tab(Browser browser, String target) {
        this.browser = browser;
        this.target = target;
        this.session =
                browser.call(
                                null,
                                "Target.attachToTarget",
                                Map.of("targetId", target, "flatten", true))
                        .get("sessionId")
                        .asText();
        for (String domain : List.of("Page", "Network", "Log", "Runtime")) {
            call(domain + ".enable", Map.of());
        }
    }

    JsonNode call(String method, Map<String, ?> parameters) {
        return browser.call(session, method, parameters);
    }

    /** Sets how wide it is, whether programs run, and whether it is dark. */
    Tab as(int width, boolean withPrograms, boolean dark) {
        programs = withPrograms;
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", false));
        call("Emulation.setScriptExecutionDisabled", Map.of("value", !programs));
        String scheme = dark ? "dark" : "light";
        call(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        return this;
    }

    /**
     * Opens a file, with what stands behind its name in the address, and waits until it is there.
     */
    Tab open(Path file, String behind) {
        call("Page.navigate", Map.of("url", "about:blank"));
        await("location.href === 'about:blank' && document.readyState === 'complete'");
        call("Page.navigate", Map.of("url", file.toUri() + behind));
        await("location.protocol === 'file:' && document.readyState === 'complete'");
        if (programs) {
            // Two frames: until then the browser may still scroll to what the address names.
            eval(
                    "new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r))).then(() => 0)");
        }
        return this;
    }

    /** Evaluates an expression, also where programs of the page do not run. */
    JsonNode eval(String expression) {
        JsonNode result =
                call(
                        "Runtime.evaluate",
                        Map.of(
                                "expression",
                                expression,
                                "returnByValue",
                                true,
                                "awaitPromise",
                                true));
        if (result.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + result.get("exceptionDetails"));
        }
        return result.get("result").path("value");
    }

    /** Waits until a condition holds. */
    void await(String condition) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!eval(condition).asBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("did not come true: " + condition);
            }
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Presses and releases a key. */
    void key(String key) {
        for (String type : List.of("keyDown", "keyUp")) {
            call("Input.dispatchKeyEvent", Map.of("type", type, "key", key));
        }
    }

    /** What was asked of the network, but for the page itself. */
    List<String> requests() {
        return browser.events(session, "Network.requestWillBeSent").stream()
                .map(event -> event.at("/request/url").asText())
                .filter(url -> !url.startsWith("file:") && !url.equals("about:blank"))
                .toList();
    }

    /** What the browser complains about, such as a violated security policy. */
    List<String> complaints() {
        return java.util.stream.Stream.concat(
                        browser.events(session, "Log.entryAdded").stream()
                                .map(event -> event.at("/entry/text").asText()),
                        browser.events(session, "Runtime.exceptionThrown").stream()
                                .map(JsonNode::toString))
                .toList();
    }

    /** Takes a picture of the whole page. */
    void picture(Path file) throws IOException {
        JsonNode answer = call("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
        save(file, answer);
    }

    /** Prints the page. */
    void print(Path file) throws IOException {
        save(
                file,
                call(
                        "Page.printToPDF",
                        Map.of("preferCSSPageSize", true, "printBackground", false)));
    }

    private static void save(Path file, JsonNode answer) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, Base64.getDecoder().decode(answer.get("data").asText()));
    }

    @Override
    public void close() {
        browser.call(null, "Target.closeTarget", Map.of("targetId", target));
    }
}
