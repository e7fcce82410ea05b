package io.sluice.providers.alipay;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A form, as we send one or as one came, with its values as bytes: what is signed are these bytes, whatever their charset.
 *
 * @param fields the values by name, in the order in which they are signed
 */
record AlipayForm(SortedMap<String, byte[]> fields) {

    /** What a request's signature leaves out. */
    static final Set<String> OF_REQUEST = Set.of("sign");

    /** What a trade notification's signature leaves out: rule V1. */
    static final Set<String> OF_NOTIFICATION = Set.of("sign", "sign_type");

    /** A form to send. */
    static AlipayForm of(Map<String, String> fields) {
        var bytes = new TreeMap<String, byte[]>();
        fields.forEach((name, value) -> bytes.put(name, value.getBytes(StandardCharsets.UTF_8)));
        return new AlipayForm(bytes);
    }

    /**
     * Decodes a form that came, once. Its bytes become characters of the same numbers here, which keeps them as they are.
     *
     * @throws IllegalArgumentException if it is malformed, or has a field twice: what is verified must be what is read
     */
    static AlipayForm parse(byte[] body) {
        var fields = new TreeMap<String, byte[]>();
        for (var field : new String(body, StandardCharsets.ISO_8859_1).split("&")) {
            var pair = field.split("=", 2);
            var name = new String(FormText.decoded(pair[0]), StandardCharsets.ISO_8859_1);
            if (fields.put(name, pair.length == 2 ? FormText.decoded(pair[1]) : new byte[0]) != null) {
                throw new IllegalArgumentException("a field comes twice");
            }
        }
        return new AlipayForm(fields);
    }

    /** What a signature signs: all that is not empty, but for {@code without}. */
    byte[] signed(Set<String> without) {
        var content = new ByteArrayOutputStream();
        fields.forEach((name, value) -> {
            if (value.length > 0 && !without.contains(name)) {
                content.writeBytes((content.size() == 0 ? "" : "&").getBytes(StandardCharsets.US_ASCII));
                content.writeBytes((name + "=").getBytes(StandardCharsets.ISO_8859_1));
                content.writeBytes(value);
            }
        });
        return content.toByteArray();
    }

    /** The form as it is sent. */
    String encoded() {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + FormText.encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** A field whose values are ASCII; null if it is absent or empty. */
    String ascii(String name) {
        var value = fields.get(name);
        return value == null || value.length == 0 ? null : new String(value, StandardCharsets.US_ASCII);
    }

    /** All fields that are not empty, as text. */
    Map<String, String> texts(Charset charset) throws CharacterCodingException {
        var texts = new TreeMap<String, String>();
        for (var field : fields.entrySet()) {
            if (field.getValue().length > 0) {
                texts.put(
                        field.getKey(),
                        charset.newDecoder()
                                .decode(ByteBuffer.wrap(field.getValue()))
                                .toString());
            }
        }
        return texts;
    }
}
