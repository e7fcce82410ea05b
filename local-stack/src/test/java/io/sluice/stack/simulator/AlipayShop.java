package io.sluice.stack.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A simulator, and a merchant of Alipay's with a trade to make. */
final class AlipayShop implements AutoCloseable {

    static final String NUMBER = "0123456789abcdef0123456789abcdef";
    static final String QUERY = "alipay.trade.query";
    static final String CLOSE = "alipay.trade.close";
    static final String REFUND = "alipay.trade.refund";
    static final String THIS_TRADE = "{\"out_trade_no\": \"%s\"}".formatted(NUMBER);

    /** A wish that is repeated is the same wish, also a second later. */
    private final Map<String, String> expiries = new HashMap<>();

    private final HttpClient client = HttpClient.newHttpClient();
    private final SimulatorConfig config;
    private final AlipayMerchant merchant;
    private Simulator simulator;

    /** @param keys made once for all tests of a class: key pairs take their time */
    AlipayShop(Path keys, Path data, Pace pace) throws IOException {
        var accounts = new MerchantAccounts(keys);
        merchant = new AlipayMerchant(accounts);
        config = new SimulatorConfig(0, accounts, URI.create("http://127.0.0.1:1"), data, pace);
        simulator = Simulator.start(config);
    }

    AlipayMerchant merchant() {
        return merchant;
    }

    void restart() throws IOException {
        simulator.close();
        simulator = Simulator.start(config);
    }

    AlipayMerchant.Reply call(String method, String business) {
        return merchant.call(simulator.url(), method, business);
    }

    AlipayMerchant.Reply call(
            String method, String business, Consumer<Map<String, String>> before, Consumer<Map<String, String>> after) {
        return merchant.call(simulator.url(), method, business, before, after);
    }

    AlipayMerchant.Reply precreate(String amount) {
        return precreate(NUMBER, amount, Duration.ofMinutes(15));
    }

    AlipayMerchant.Reply precreate(String number, String amount, Duration until) {
        var expiry = expiries.computeIfAbsent(
                number,
                _ -> AlipayMerchant.TIME.format(
                        LocalDateTime.now(AlipayMerchant.CHINA).plus(until)));
        return call("alipay.trade.precreate", """
                {"out_trade_no": "%s", "total_amount": "%s", "subject": "两盏灯, 白/黑", "time_expire": "%s"}\
                """.formatted(number, amount, expiry));
    }

    AlipayMerchant.Reply refund(String amount, String requestNo) {
        return call(REFUND, """
                {"out_trade_no": "%s", "refund_amount": "%s", "out_request_no": "%s"}\
                """.formatted(NUMBER, amount, requestNo));
    }

    AlipayMerchant.Reply refundOf(String requestNo) {
        return call("alipay.trade.fastpay.refund.query", """
                {"out_trade_no": "%s", "out_request_no": "%s", "query_options": ["gmt_refund_pay"]}\
                """.formatted(NUMBER, requestNo));
    }

    String status() {
        return call(QUERY, THIS_TRADE).text("trade_status");
    }

    HttpResponse<String> scan() {
        return desk("POST", "/simulator/payments/" + NUMBER + "/scan", "");
    }

    HttpResponse<String> pay() {
        return pay("");
    }

    HttpResponse<String> pay(String body) {
        return desk("POST", "/simulator/payments/" + NUMBER + "/pay", body);
    }

    void faults(String body) {
        assertThat(desk("PUT", "/simulator/faults", body).statusCode()).isEqualTo(200);
    }

    String book() {
        return desk("GET", "/simulator/book", "").body();
    }

    HttpResponse<String> desk(String method, String path, String body) {
        return send(method, URI.create(simulator.url() + path), body, BodyHandlers.ofString());
    }

    HttpResponse<byte[]> download(String address) {
        return send("GET", URI.create(address), "", BodyHandlers.ofByteArray());
    }

    private <T> HttpResponse<T> send(String method, URI address, String body, HttpResponse.BodyHandler<T> handler) {
        try {
            var request = HttpRequest.newBuilder(address).method(method, BodyPublishers.ofString(body));
            return client.send(request.build(), handler);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        simulator.close();
        merchant.close();
        client.shutdownNow();
    }
}
