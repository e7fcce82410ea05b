package io.sluice.stack.simulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Genuine webhooks about payments that no simulator knows: for a load at a rate that no buyers of its could keep up. */
public final class SampleWebhooks implements AutoCloseable {

    /** A request as the provider sends it. */
    public record Sample(Map<String, String> headers, byte[] body) {}

    private final List<Protocol> protocols;
    private final Book book;

    /** @param scratch a directory for what a provider would keep */
    public SampleWebhooks(MerchantAccounts accounts, Path scratch) throws IOException {
        var json = new ObjectMapper();
        Files.createDirectories(scratch);
        var config = new SimulatorConfig(0, accounts, URI.create("http://127.0.0.1"), scratch);
        book = new Book(scratch, json);
        protocols = List.of(
                new StripeProtocol(config, book, null, new StripeReplays(scratch, json), _ -> {}),
                new WechatProtocol(config, book, null, json),
                AlipayProtocol.of(config, book, null));
    }

    /** That the buyer paid {@code minor} of {@code currency}, signed now. */
    public Sample captured(String provider, String providerId, String outTradeNo, long minor, String currency) {
        var amount = new Amount(minor, currency);
        var details = Map.of("metadata.payment_id", outTradeNo, "notify_url", "http://127.0.0.1", "client_secret", "");
        var payment = Payment.opened(provider, providerId, outTradeNo, amount, details)
                .paid(amount, Instant.now());
        var notice = protocols.stream()
                .filter(protocol -> protocol.provider().equals(provider))
                .map(protocol -> protocol.noticeOf(payment))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no provider " + provider));
        return new Sample(notice.headers(Instant.now()), notice.body());
    }

    @Override
    public void close() throws IOException {
        for (var protocol : protocols) {
            protocol.close();
        }
        book.close();
    }
}
