package io.sluice.providers.wechatpay;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** WeChat Pay's side where a test must decide what it answers and how it signs: real HTTP on a free port. */
final class WeChatPlatform implements AutoCloseable {

    static final String API_V3_KEY = "0123456789abcdef0123456789abcdef";

    /** A request as it came. */
    record Asked(String method, String target, Headers headers, byte[] body) {

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private record Reply(int status, byte[] body) {}

    private final HttpServer server;
    private final Supplier<Instant> now;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private volatile Signer signer;
    private volatile UnaryOperator<Map<String, String>> forgery = UnaryOperator.identity();

    WeChatPlatform(Signer signer, Supplier<Instant> now) {
        this.signer = signer;
        this.now = now;
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            server.createContext("/", this::answer);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What is answered to {@code request}, a method and a path. */
    void answers(String request, int status, String body) {
        answers(request, status, body.getBytes(StandardCharsets.UTF_8));
    }

    void answers(String request, int status, byte[] body) {
        replies.put(request, new Reply(status, body));
    }

    /** Signs by another key from now on. */
    void signsBy(Signer other) {
        signer = other;
    }

    /** Changes the signature's headers from now on. */
    void forges(UnaryOperator<Map<String, String>> change) {
        forgery = change;
    }

    /** Tells of these certificates when it is asked. */
    void certifies(Signer... signers) {
        certifies(API_V3_KEY, signers);
    }

    void certifies(String key, Signer... signers) {
        var certificates = List.of(signers).stream()
                .map(each ->
                        "{\"serial_no\": \"%s\", \"effective_time\": \"2018-06-08T10:34:56+08:00\", \"encrypt_certificate\": %s}"
                                .formatted(each.serial(), sealed(key, "certificate", each.pem())))
                .collect(Collectors.joining(","));
        answers("GET /v3/certificates", 200, "{\"data\": [" + certificates + "]}");
    }

    /** JSON of {@code text}, encrypted. */
    static String sealed(String key, String associatedData, String text) {
        try {
            var nonce = "0123456789ab";
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            var spec = new GCMParameterSpec(128, nonce.getBytes(StandardCharsets.UTF_8));
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "AES"), spec);
            cipher.updateAAD(associatedData.getBytes(StandardCharsets.UTF_8));
            var encrypted = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
            return "{\"algorithm\": \"AEAD_AES_256_GCM\", \"nonce\": \"%s\", \"associated_data\": \"%s\", \"ciphertext\": \"%s\"}"
                    .formatted(nonce, associatedData, Base64.getEncoder().encodeToString(encrypted));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All requests, in their order. */
    List<Asked> asked() {
        return List.copyOf(asked);
    }

    List<Asked> asked(String request) {
        return asked.stream().filter(each -> key(each).equals(request)).toList();
    }

    private static String key(Asked asked) {
        return asked.method() + " " + URI.create(asked.target()).getPath();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders(),
                    exchange.getRequestBody().readAllBytes());
            asked.add(request);
            var reply = replies.getOrDefault(
                    key(request), new Reply(404, "{\"code\": \"NOT_FOUND\"}".getBytes(StandardCharsets.UTF_8)));
            forgery.apply(new HashMap<>(signer.headers(now.get(), reply.body())))
                    .forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
            exchange.getResponseBody().write(reply.body());
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
