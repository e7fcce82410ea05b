package io.sluice.stack.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A merchant of WeChat Pay's that signs, verifies and decrypts with its own hands. */
final class WechatMerchant {

    /** An answer, and under which of the platform's keys its signature is genuine; null for none. */
    record Reply(int status, byte[] bytes, String signedBy) {

        JsonNode json() {
            return WechatMerchant.json(bytes);
        }

        String text(String pointer) {
            return json().at(pointer).asText();
        }
    }

    /** What goes into an {@code Authorization}, to be spoilt by tests. */
    record Credentials(
            String merchant, String serial, long timestamp, String nonce, String signedPath, String signedBody) {}

    private final HttpClient client = HttpClient.newHttpClient();
    private final MerchantAccounts accounts;
    private final Map<String, PublicKey> platformKeys = new HashMap<>();
    private final Map<String, String> more = new HashMap<>();

    WechatMerchant(MerchantAccounts accounts) {
        this.accounts = accounts;
    }

    /** From now on it is a merchant without certificates. */
    void useThePublicKey() {
        more.put("Wechatpay-Serial", accounts.wechatPublicKeyId());
        platformKeys.put(accounts.wechatPublicKeyId(), accounts.publicKey(MerchantAccounts.Signer.WECHAT_PLATFORM_KEY));
    }

    void header(String name, String value) {
        more.put(name, value);
    }

    X509Certificate fetchCertificate(URI simulator) {
        var reply = call(simulator, "GET", "/v3/certificates", "");
        var entry = reply.json().at("/data/0");
        var pem = decrypt(entry.get("encrypt_certificate"));
        try {
            var certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
            platformKeys.put(entry.get("serial_no").asText(), certificate.getPublicKey());
            return certificate;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    Reply call(URI simulator, String method, String path, String body) {
        return call(simulator, method, path, body, honest(path, body));
    }

    Credentials honest(String path, String body) {
        return new Credentials(
                MerchantAccounts.WECHAT_MERCHANT_ID,
                MerchantAccounts.WECHAT_MERCHANT_SERIAL,
                Instant.now().getEpochSecond(),
                UUID.randomUUID().toString(),
                path,
                body);
    }

    Reply call(URI simulator, String method, String path, String body, Credentials credentials) {
        var request = HttpRequest.newBuilder(URI.create(simulator + path))
                .method(method, BodyPublishers.ofString(body))
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .header("Authorization", authorization(method, credentials));
        more.forEach(request::setHeader);
        try {
            var answer = client.send(request.build(), BodyHandlers.ofByteArray());
            return new Reply(answer.statusCode(), answer.body(), signer(answer));
        } catch (IOException e) {
            return new Reply(0, new byte[0], null);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private String authorization(String method, Credentials with) {
        var signed = method + "\n" + with.signedPath() + "\n" + with.timestamp() + "\n" + with.nonce() + "\n"
                + with.signedBody() + "\n";
        return "WECHATPAY2-SHA256-RSA2048 mchid=\"%s\",nonce_str=\"%s\",timestamp=\"%d\",serial_no=\"%s\",signature=\"%s\""
                .formatted(with.merchant(), with.nonce(), with.timestamp(), with.serial(), sign(signed));
    }

    private String sign(String text) {
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(accounts.privateKey(MerchantAccounts.Signer.WECHAT_MERCHANT));
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private String signer(HttpResponse<byte[]> answer) {
        var headers = answer.headers();
        return signer(name -> headers.firstValue(name).orElse(""), answer.body());
    }

    /** @return the id of the key under which the message is genuine; null if it is under none */
    String signer(UnaryOperator<String> header, byte[] body) {
        var id = header.apply("Wechatpay-Serial");
        var text = header.apply("Wechatpay-Timestamp") + "\n" + header.apply("Wechatpay-Nonce") + "\n"
                + new String(body, StandardCharsets.UTF_8) + "\n";
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            if (!platformKeys.containsKey(id)) {
                return null;
            }
            signature.initVerify(platformKeys.get(id));
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.verify(Base64.getDecoder().decode(header.apply("Wechatpay-Signature"))) ? id : null;
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return null;
        }
    }

    byte[] decrypt(JsonNode resource) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(accounts.wechatApiV3Key().getBytes(StandardCharsets.UTF_8), "AES"),
                    new GCMParameterSpec(128, resource.get("nonce").asText().getBytes(StandardCharsets.UTF_8)));
            cipher.updateAAD(resource.get("associated_data").asText().getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(
                    Base64.getDecoder().decode(resource.get("ciphertext").asText()));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static JsonNode json(byte[] bytes) {
        try {
            return new ObjectMapper().readTree(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
