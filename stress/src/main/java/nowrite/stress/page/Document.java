package nowrite.stress.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The frame of a page: one file with its style sheet and program in it. Its content security policy
 * allows these two by their hashes and nothing else, so the page can load and send nothing.
 */
final class Document {
    private Document() {}

    /**
     * A whole page.
     *
     * @param title its title
     * @param styles names of the style sheets beside this class
     * @param program name of the program beside this class; null if it has none
     * @param refresh seconds after which it loads itself again; 0 if never
     * @param body what is in it
     */
    static String of(String title, String[] styles, String program, int refresh, Html body) {
        StringBuilder css = new StringBuilder();
        for (String style : styles) {
            css.append(resource(style));
        }
        String js = program == null ? null : resource(program);
        Html page = new Html();
        page.open("html", "lang", "en").line().open("head").line();
        page.open("meta", "charset", "utf-8").line();
        page.open("meta", "http-equiv", "Content-Security-Policy", "content", policy(css, js));
        page.line();
        if (refresh > 0) {
            page.open("meta", "http-equiv", "refresh", "content", String.valueOf(refresh)).line();
        }
        page.open("meta", "name", "viewport", "content", "width=device-width,initial-scale=1");
        page.line().open("meta", "name", "color-scheme", "content", "light dark").line();
        page.element("title", title).line();
        page.open("style").verbatim(css.toString()).close("style").line().close("head").line();
        page.open("body").line().add(body);
        if (js != null) {
            page.open("script").verbatim(js).close("script").line();
        }
        page.close("body").line().close("html").line();
        return "<!DOCTYPE html>\n" + page;
    }

    private static String policy(CharSequence css, String js) {
        return "default-src 'none'; base-uri 'none'; form-action 'none'; style-src '"
                + hash(css.toString())
                + "'"
                + (js == null ? "" : "; script-src '" + hash(js) + "'");
    }

    private static String hash(String source) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(source.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** A text file beside this class. */
    static String resource(String name) {
        try (InputStream in = Document.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its file " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
