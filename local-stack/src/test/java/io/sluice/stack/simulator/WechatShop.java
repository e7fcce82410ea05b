package io.sluice.stack.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Locale;

/** A simulator, and a shop that sells through WeChat Pay. */
final class WechatShop implements AutoCloseable {

    static final String NUMBER = "0123456789abcdef0123456789abcdef";
    static final String ORDER_PATH = "/v3/pay/transactions/out-trade-no/";
    static final String REFUNDS = "/v3/refund/domestic/refunds";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path data;
    private final Pace pace;
    private final MerchantAccounts accounts;
    private final WechatMerchant merchant;
    private final WechatHooks hooks;
    private final String serial;
    private Simulator simulator;

    /** @param keys may be shared by tests, because making keys takes a while */
    WechatShop(Path keys, Path data, Pace pace) throws IOException {
        this.data = data;
        this.pace = pace;
        accounts = new MerchantAccounts(keys);
        merchant = new WechatMerchant(accounts);
        hooks = new WechatHooks(merchant);
        simulator = newSimulator();
        serial = fetchCertificate().getSerialNumber().toString(16).toUpperCase(Locale.ROOT);
    }

    /** Of the platform's certificate. */
    String serial() {
        return serial;
    }

    private Simulator newSimulator() throws IOException {
        return Simulator.start(new SimulatorConfig(0, accounts, URI.create("http://127.0.0.1:1"), data, pace));
    }

    void restart() throws IOException {
        simulator.close();
        simulator = newSimulator();
    }

    MerchantAccounts accounts() {
        return accounts;
    }

    WechatMerchant merchant() {
        return merchant;
    }

    WechatHooks hooks() {
        return hooks;
    }

    URI url() {
        return simulator.url();
    }

    X509Certificate fetchCertificate() {
        return merchant.fetchCertificate(simulator.url());
    }

    WechatMerchant.Reply get(String path) {
        return merchant.call(simulator.url(), "GET", path, "");
    }

    WechatMerchant.Reply post(String path, String body) {
        return merchant.call(simulator.url(), "POST", path, body);
    }

    String order(String number, int fen, String more) {
        return """
                {"appid": "%s", "mchid": "%s", "description": "Two, lamps", "out_trade_no": "%s", "notify_url": "%s",\
                 "amount": {"total": %d, "currency": "CNY"}%s}""".formatted(
                MerchantAccounts.WECHAT_APP_ID, MerchantAccounts.WECHAT_MERCHANT_ID, number, hooks.url(), fen, more);
    }

    WechatMerchant.Reply create(String order) {
        return post("/v3/pay/transactions/native", order);
    }

    WechatMerchant.Reply query(String number) {
        return get(ORDER_PATH + number + "?mchid=" + MerchantAccounts.WECHAT_MERCHANT_ID);
    }

    WechatMerchant.Reply close(String number) {
        return post(ORDER_PATH + number + "/close", "{\"mchid\": \"" + MerchantAccounts.WECHAT_MERCHANT_ID + "\"}");
    }

    /** Of the payment {@link #NUMBER}, with news about it. */
    String wish(String refundNumber, int fen, int total) {
        return """
                {"out_trade_no": "%s", "out_refund_no": "%s", "reason": "broken", "notify_url": "%s",\
                 "amount": {"refund": %d, "total": %d, "currency": "CNY"}}""".formatted(NUMBER, refundNumber, hooks.url(), fen, total);
    }

    WechatMerchant.Reply refund(String wish) {
        return post(REFUNDS, wish);
    }

    WechatMerchant.Reply queryRefund(String refundNumber) {
        return get(REFUNDS + "/" + refundNumber);
    }

    /** A payment {@link #NUMBER} of {@code fen} that the buyer has paid. */
    void sell(int fen) {
        create(order(NUMBER, fen, ""));
        pay(NUMBER, "");
    }

    int pay(String number, String body) {
        return desk("POST", "/simulator/payments/" + number + "/pay", body).statusCode();
    }

    void faults(String faults) {
        if (desk("PUT", "/simulator/faults", faults).statusCode() != 200) {
            throw new AssertionError(faults);
        }
    }

    JsonNode book() {
        return WechatMerchant.json(desk("GET", "/simulator/book", "").body().getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> desk(String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create(simulator.url() + path))
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        simulator.close();
        hooks.close();
    }
}
