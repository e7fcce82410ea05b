package io.sluice.stack.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A merchant of Alipay's: signs its calls, verifies answers over their raw text, and receives notifications. */
final class AlipayMerchant implements AutoCloseable {

    /** The gateway's answer: what is in the method's envelope, and whether the platform signed exactly that. */
    record Reply(String envelope, JsonNode content, boolean genuine) {

        String code() {
            return text("code");
        }

        String subCode() {
            return text("sub_code");
        }

        /** Empty if there is no such field. */
        String text(String field) {
            return content.path(field).asText();
        }
    }

    /** A notification, and whether its signature was genuine. */
    record Received(String contentType, Map<String, String> fields, boolean genuine) {

        String field(String name) {
            return fields.getOrDefault(name, "");
        }
    }

    static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final HttpClient client = HttpClient.newHttpClient();
    private final MerchantAccounts accounts;
    private final HttpServer server;

    AlipayMerchant(MerchantAccounts accounts) throws IOException {
        this.accounts = accounts;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/webhooks/alipay", this::receive);
        server.start();
    }

    String notifyUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/webhooks/alipay";
    }

    List<Received> received() {
        return List.copyOf(received);
    }

    /** Answers 200 with another body than {@code success} that many times. */
    void misunderstandNext(int count) {
        refusals.set(count);
    }

    Reply call(URI gateway, String method, String business) {
        return call(gateway, method, business, _ -> {}, _ -> {});
    }

    /**
     * @param before changes the form before it is signed
     * @param after changes the form when it is signed already
     */
    Reply call(
            URI gateway,
            String method,
            String business,
            Consumer<Map<String, String>> before,
            Consumer<Map<String, String>> after) {
        var form = new TreeMap<>(Map.of(
                "app_id",
                MerchantAccounts.ALIPAY_APP_ID,
                "method",
                method,
                "format",
                "JSON",
                "charset",
                "utf-8",
                "sign_type",
                "RSA2",
                "timestamp",
                TIME.format(LocalDateTime.now(CHINA)),
                "version",
                "1.0",
                "notify_url",
                notifyUrl(),
                "biz_content",
                business));
        before.accept(form);
        form.put("sign", sign(text(form)));
        after.accept(form);
        return reply(post(URI.create(gateway + "/gateway.do?charset=utf-8"), form));
    }

    private String post(URI address, Map<String, String> form) {
        var body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded;charset=utf-8")
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            return client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8))
                    .body();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Reply reply(String body) {
        try {
            var json = new ObjectMapper().readTree(body);
            var envelope = json.fieldNames().next();
            var start = body.indexOf(':') + 1;
            var raw = body.substring(start, body.contains(",\"sign\":") ? body.lastIndexOf(",\"sign\":") : start);
            return new Reply(
                    envelope,
                    json.path(envelope),
                    verifies(raw, json.path("sign").asText()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            var form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var fields = Arrays.stream(form.split("&"))
                    .map(field -> field.split("=", 2))
                    .collect(Collectors.toMap(
                            field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
            var signed = new TreeMap<>(fields);
            var sign = signed.remove("sign");
            signed.remove("sign_type");
            var genuine = verifies(text(signed), sign);
            received.add(new Received(exchange.getRequestHeaders().getFirst("Content-Type"), fields, genuine));
            var misunderstood = !genuine || refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            var answer = (misunderstood ? "<html>success</html>" : "success").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static String text(Map<String, String> sorted) {
        return sorted.entrySet().stream()
                .filter(field -> !field.getValue().isEmpty())
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining("&"));
    }

    private String sign(String text) {
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(accounts.privateKey(MerchantAccounts.Signer.ALIPAY_MERCHANT));
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private boolean verifies(String text, String sign) {
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(accounts.publicKey(MerchantAccounts.Signer.ALIPAY_PLATFORM));
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.verify(Base64.getDecoder().decode(sign));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    @Override
    public void close() {
        server.stop(0);
        client.shutdownNow();
    }
}
