package io.sluice.providers.alipay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer as it came: what was said, cut out of it byte by byte because that is what is signed, and the signature.
 *
 * @param name the method's name and {@code _response}, or {@code error_response}
 * @param content the JSON value under that name, exactly as received
 * @param sign null if there is none
 */
record AlipayEnvelope(String name, byte[] content, String sign) {

    private static final String SUFFIX = "_response";
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** @throws IOException unless {@code body} is JSON with one answer in it */
    static AlipayEnvelope of(byte[] body) throws IOException {
        try {
            return parse(body);
        } catch (IOException e) {
            return parse(fromGbk(body, e)); // The gateway's own errors may come so. No signature holds after that.
        }
    }

    private static byte[] fromGbk(byte[] body, IOException trouble) throws IOException {
        var gbk = new String(body, Charset.forName("GB18030"));
        var utf8 = gbk.getBytes(StandardCharsets.UTF_8);
        if (Arrays.equals(body, utf8)) {
            throw trouble;
        }
        return utf8;
    }

    private static AlipayEnvelope parse(byte[] body) throws IOException {
        var members = members(body);
        var names =
                members.keySet().stream().filter(name -> name.endsWith(SUFFIX)).toList();
        if (names.size() != 1) {
            throw new IOException(names.size() + " answers in one");
        }
        var sign = members.get("sign");
        return new AlipayEnvelope(
                names.getFirst(), members.get(names.getFirst()), sign == null ? null : unquoted(sign));
    }

    /** The values of the outer object, as the bytes between which they stand. */
    private static Map<String, byte[]> members(byte[] body) throws IOException {
        var members = new LinkedHashMap<String, byte[]>();
        try (var parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not an object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                members.put(parser.currentName(), value(parser, body));
            }
        }
        return members;
    }

    private static byte[] value(JsonParser parser, byte[] body) throws IOException {
        parser.nextToken();
        var from = parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        return Arrays.copyOfRange(
                body, (int) from, (int) parser.currentLocation().getByteOffset());
    }

    /** Base64 has nothing to unescape but the slash, which some writers escape. */
    private static String unquoted(byte[] text) {
        var quoted = new String(text, StandardCharsets.ISO_8859_1).replace("\\/", "/");
        return quoted.length() < 2 ? null : quoted.substring(1, quoted.length() - 1);
    }
}
