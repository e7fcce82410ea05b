package io.sluice.providers.alipay;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Keys made at run time, and what Alipay would send under them; written apart from the code that they test. */
final class AlipayFixtures {

    static final String APP = "2021000000000001";
    static final String SELLER = "2088000000000001";
    static final KeyPair OURS = newPair();
    static final KeyPair ALIPAYS = newPair();

    private static final Path FOLDER = newFolder();

    private AlipayFixtures() {}

    static KeyPair newPair() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path newFolder() {
        try {
            var folder = Files.createTempDirectory("sluice-alipay-");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A PEM file of {@code key}. */
    static Path file(Key key) {
        return write(FOLDER.resolve(key.getClass().getSimpleName() + key.hashCode() + ".pem"), key);
    }

    static Path write(Path file, Key key) {
        var kind = key instanceof PrivateKey ? "PRIVATE KEY" : "PUBLIC KEY";
        var content = Base64.getMimeEncoder().encodeToString(key.getEncoded());
        try {
            file.toFile().deleteOnExit();
            return Files.writeString(
                    file, "-----BEGIN " + kind + "-----\n" + content + "\n-----END " + kind + "-----\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that is needed, with {@code values} in place of the usual ones; an empty one is left out. */
    static AlipayConfig config(Map<String, String> values) {
        var all = new HashMap<>(Map.of(
                "app-id",
                APP,
                "seller-id",
                SELLER,
                "app-key",
                file(OURS.getPrivate()).toString(),
                "public-keys",
                file(ALIPAYS.getPublic()).toString(),
                "notify-url",
                "https://shop.example/webhooks/alipay"));
        all.putAll(values);
        all.values().removeIf(String::isEmpty);
        var builder = new SmallRyeConfigBuilder().addDiscoveredConverters().withMapping(AlipayConfig.class);
        all.forEach((name, value) -> builder.withDefaultValue("sluice.alipay." + name, value));
        return builder.build().getConfigMapping(AlipayConfig.class);
    }

    static AlipayKeys keys() {
        return new AlipayKeys(config(Map.of()));
    }

    static AlipayWebhook webhook(Map<String, String> values) {
        var config = config(values);
        return new AlipayWebhook(config, new AlipayKeys(config));
    }

    static String sign(PrivateKey key, byte[] content) {
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(content);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A notification as Alipay signs one: by rule V1. */
    static Map<String, String> signed(Map<String, String> fields, PrivateKey key, Charset charset) {
        var content = fields.entrySet().stream()
                .filter(field -> !field.getValue().isEmpty() && !field.getKey().equals("sign_type"))
                .map(field -> field.getKey() + "=" + field.getValue())
                .sorted()
                .collect(Collectors.joining("&"));
        var signed = new TreeMap<>(fields);
        signed.put("sign", sign(key, content.getBytes(charset)));
        return signed;
    }

    static byte[] form(Map<String, String> fields, Charset charset) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), charset))
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** An answer as Alipay signs one: the sign stands for the bytes of {@code content}. */
    static String answer(AlipayMethod method, String content) {
        var sign = sign(ALIPAYS.getPrivate(), content.getBytes(StandardCharsets.UTF_8));
        return "{\"" + method.answer() + "\":" + content + ",\"sign\":\"" + sign + "\"}";
    }
}
