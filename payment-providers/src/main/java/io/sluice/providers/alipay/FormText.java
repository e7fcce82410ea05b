package io.sluice.providers.alipay;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The escapes of a form. The JDK's decoder makes characters of bytes; we need the bytes, because they are signed. */
final class FormText {

    private FormText() {}

    /**
     * @param text as it came, one character for each byte
     * @throws IllegalArgumentException if an escape is malformed
     */
    static byte[] decoded(String text) {
        var bytes = new ByteArrayOutputStream(text.length());
        for (var at = 0; at < text.length(); at++) {
            var character = text.charAt(at);
            if (character == '%') {
                if (at + 2 >= text.length()) {
                    throw new IllegalArgumentException("an escape is cut off");
                }
                bytes.write(HexFormat.fromHexDigits(text, at + 1, at + 3));
                at += 2;
            } else {
                bytes.write(character == '+' ? ' ' : character);
            }
        }
        return bytes.toByteArray();
    }

    /** @param value UTF-8 */
    static String encoded(byte[] value) {
        return URLEncoder.encode(new String(value, StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
