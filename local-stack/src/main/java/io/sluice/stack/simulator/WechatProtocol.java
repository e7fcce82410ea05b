package io.sluice.stack.simulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** WeChat Pay's API v3: only the merchant gets in, and every answer but a bill's file is signed. */
final class WechatProtocol implements Protocol {

    static final String NAME = "wechatpay";

    private final WechatKeys keys;
    private final WechatRegime regime;
    private final WechatGate gate;
    private final WechatRoutes routes;
    private final WechatNotices notices;
    private final Book book;

    WechatProtocol(SimulatorConfig config, Book book, Refunds refunds, ObjectMapper json) {
        this.book = book;
        var pace = config.pace();
        keys = new WechatKeys(config.accounts());
        regime = new WechatRegime(keys, config.dataDirectory(), json);
        gate = new WechatGate(keys);
        routes = new WechatRoutes(
                new WechatCertificates(keys, regime),
                new WechatOrders(book, pace.wechatShortestWindow()),
                new WechatRefunds(book, refunds, pace.wechatRefundsApart()),
                new WechatBills(book, pace.wechatBillAddress()));
        notices = new WechatNotices(keys, regime);
    }

    @Override
    public String provider() {
        return NAME;
    }

    @Override
    public boolean speaks(Request request) {
        return request.path().startsWith("/v3/");
    }

    @Override
    public Answer answer(Request request) {
        var now = Instant.now();
        try {
            gate.admit(request, now);
            regime.heard(request);
            requireHeaders(request);
            return sealed(routes.answer(request, now), request);
        } catch (WechatRefused e) {
            return sealed(e.answer(), request);
        }
    }

    private void requireHeaders(Request request) {
        var accepted = request.header("Accept").orElse("");
        if (!isFile(request) && !accepted.contains("application/json") && !accepted.contains("*/*")) {
            throw WechatRefused.parameter("header", "Accept", "must be application/json");
        }
        var serial = request.header("Wechatpay-Serial").orElseGet(keys::certificateSerial);
        if (!serial.equals(keys.publicKeyId()) && !serial.equals(keys.certificateSerial())) {
            throw WechatRefused.parameter("header", "Wechatpay-Serial", "is not of this platform");
        }
    }

    private Answer sealed(Answer answer, Request request) {
        var id = regime.idFor(request);
        return isFile(request)
                ? answer
                : answer.with(WechatSeal.headers(id, keys.signingKey(id), answer.body(), Instant.now()));
    }

    private static boolean isFile(Request request) {
        return request.path().equals(WechatBills.DOWNLOAD);
    }

    @Override
    public Answer trouble(Request request) {
        return sealed(WechatRefused.trouble(), request);
    }

    @Override
    public Optional<Notice> noticeOf(Payment payment) {
        return notices.of(payment);
    }

    @Override
    public Optional<Notice> noticeOf(Refund refund) {
        return book.byProviderId(refund.wish().paymentId()).flatMap(payment -> notices.of(refund, payment));
    }

    @Override
    public void close() throws IOException {
        regime.close();
    }
}
