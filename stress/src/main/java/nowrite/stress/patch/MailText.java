package nowrite.stress.patch;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The lines of a file that may be a mail, or many: bodies that a mail program has encoded as
 * quoted-printable or base64 are decoded. What is no mail stays as it is.
 */
final class MailText {
    private static final Pattern HEADER = Pattern.compile("[A-Za-z][A-Za-z0-9-]*:.*");
    private static final Pattern MAIL =
            Pattern.compile("From (?:[0-9a-f]{40}|\\S+@\\S+|mboxrd@z) .*\\d{4}.*");
    private static final String ENCODING = "content-transfer-encoding:";

    private enum Encoding {
        PLAIN,
        QUOTED,
        BASE64
    }

    private final List<String> out = new ArrayList<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private Encoding encoding = Encoding.PLAIN;
    private boolean inHeader;

    private MailText() {}

    /** The lines of a text in which each byte is a character. */
    static List<String> lines(String text) {
        MailText mail = new MailText();
        List<String> lines = text.lines().toList();
        mail.inHeader = !lines.isEmpty() && HEADER.matcher(lines.get(0)).matches();
        lines.forEach(mail::line);
        mail.flush();
        return mail.out;
    }

    private void line(String line) {
        boolean begins = MAIL.matcher(line).matches();
        boolean part = line.startsWith("--") && line.length() > 4 && encoding != Encoding.PLAIN;
        if (begins || part && !line.startsWith("--- ")) {
            flush();
            encoding = Encoding.PLAIN;
            inHeader = true;
            out.add(line);
        } else if (inHeader) {
            header(line);
        } else if (encoding == Encoding.PLAIN) {
            if (isPartHeader(line)) {
                inHeader = true;
                header(line);
            } else {
                out.add(line);
            }
        } else {
            encoded(line);
        }
    }

    /** The header of a part of a mail begins behind a line that is like any other. */
    private static boolean isPartHeader(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        return lower.startsWith(ENCODING) || lower.startsWith("content-type:");
    }

    private void header(String line) {
        out.add(line);
        String lower = line.toLowerCase(Locale.ROOT);
        if (lower.startsWith(ENCODING)) {
            String name = lower.substring(ENCODING.length()).strip();
            encoding =
                    name.startsWith("quoted-printable")
                            ? Encoding.QUOTED
                            : name.startsWith("base64") ? Encoding.BASE64 : Encoding.PLAIN;
        } else if (line.isBlank()) {
            inHeader = false;
        }
    }

    private void encoded(String line) {
        if (encoding == Encoding.BASE64) {
            body.writeBytes(line.strip().getBytes(StandardCharsets.ISO_8859_1));
            return;
        }
        String text = line.stripTrailing();
        boolean goesOn = text.endsWith("=");
        String used = goesOn ? text.substring(0, text.length() - 1) : text;
        for (int i = 0; i < used.length(); i++) {
            int high = i + 2 < used.length() ? hex(used, i + 1) : -1;
            int low = i + 2 < used.length() ? hex(used, i + 2) : -1;
            if (used.charAt(i) == '=' && high >= 0 && low >= 0) {
                body.write(16 * high + low);
                i += 2;
            } else {
                body.write(used.charAt(i));
            }
        }
        if (!goesOn) {
            body.write('\n');
        }
    }

    private static int hex(String text, int at) {
        return Character.digit(text.charAt(at), 16);
    }

    private void flush() {
        byte[] bytes = body.toByteArray();
        body.reset();
        if (encoding == Encoding.BASE64 && bytes.length > 0) {
            bytes = Base64.getMimeDecoder().decode(whole(bytes));
        }
        new String(bytes, StandardCharsets.ISO_8859_1).lines().forEach(out::add);
    }

    /** What was cut off in the middle of a group of four has no meaning. */
    private static byte[] whole(byte[] base64) {
        StringBuilder known = new StringBuilder();
        for (byte one : base64) {
            char c = (char) (one & 0xff);
            if (c < 128 && (Character.isLetterOrDigit(c) || c == '+' || c == '/')) {
                known.append(c);
            } else if (c == '=') {
                break;
            }
        }
        int length = known.length() % 4 == 1 ? known.length() - 1 : known.length();
        return known.substring(0, length).getBytes(StandardCharsets.ISO_8859_1);
    }
}
