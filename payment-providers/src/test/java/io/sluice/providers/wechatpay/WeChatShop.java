package io.sluice.providers.wechatpay;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.contracts.Money;
import io.sluice.contracts.OrderId;
import io.sluice.contracts.PaymentId;
import io.sluice.contracts.RefundId;
import io.sluice.providers.NewPayment;
import io.sluice.providers.NewRefund;
import io.sluice.providers.PaymentAtProvider;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Our side: a gateway that speaks to a {@link WeChatPlatform}, and a clock that is moved by hand. */
final class WeChatShop extends Clock implements AutoCloseable {

    static final String MERCHANT = "1900000001";
    static final String APP = "wx0000000000000001";
    static final Money PRICE = new Money(1999, Currency.getInstance("CNY"));
    static final Signer MERCHANT_KEY = Signer.certified();
    static final Signer CERTIFIED = Signer.certified();
    static final Signer NEXT = Signer.certified();

    final WeChatPlatform platform;
    final WeChatGateway gateway;
    final WeChatKeys keys;
    private volatile Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    WeChatShop() {
        this(Map.of());
    }

    WeChatShop(Map<String, String> settings) {
        platform = new WeChatPlatform(CERTIFIED, this::instant);
        platform.certifies(CERTIFIED);
        var config = config(settings);
        var wired = wired(config, this);
        keys = wired.keys();
        gateway = wired.gateway();
    }

    /** A gateway and what it knows of keys. */
    record Wired(WeChatGateway gateway, WeChatKeys keys) {}

    /** As the container would make it. */
    static Wired wired(WeChatConfig config, Clock clock) {
        var account = new WeChatAccount(config);
        var publicKeys = new WeChatPublicKeys(config);
        var json = new ObjectMapper();
        var certificates = new WeChatCertificates(config, account, publicKeys, json, clock);
        var keys = new WeChatKeys(config, publicKeys, certificates, clock);
        var calls = new WeChatCalls(config, account, publicKeys, keys, json, clock);
        var files = new WeChatBillFiles(config, account, publicKeys, clock);
        var gateway = new WeChatGateway(
                config,
                keys,
                new WeChatPayments(config, account, calls, new WeChatStandings(account, calls), clock),
                new WeChatRefunds(account, calls),
                new WeChatStatements(calls, files, Vertx.vertx(), clock),
                new WeChatWebhook(account, keys, json, clock));
        return new Wired(gateway, keys);
    }

    private WeChatConfig config(Map<String, String> settings) {
        var values = new HashMap<>(Map.of(
                "url",
                platform.url().toString(),
                "merchant-id",
                MERCHANT,
                "app-id",
                APP,
                "merchant-key",
                file(MERCHANT_KEY.bothPems()).toString(),
                "api-v3-keys",
                file(WeChatPlatform.API_V3_KEY).toString(),
                "notify-url",
                "https://shop.example/webhooks/wechatpay",
                "retries",
                "0",
                "breaker-window",
                "10000",
                "keys-every",
                "PT0S"));
        values.putAll(settings);
        return of(values);
    }

    static WeChatConfig of(Map<String, String> values) {
        var builder = new SmallRyeConfigBuilder().withMapping(WeChatConfig.class);
        values.forEach((name, value) -> builder.withDefaultValue("sluice.wechatpay." + name, value));
        return builder.build().getConfigMapping(WeChatConfig.class);
    }

    static Path file(String content) {
        try {
            var file = Files.createTempFile("sluice-wechat-", ".pem");
            file.toFile().deleteOnExit();
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As somebody does who replaces a key. */
    static void rewrite(Path file, String content) {
        try {
            Files.writeString(file, content);
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void passes(Duration time) {
        now = now.plus(time);
    }

    NewPayment aPayment() {
        return new NewPayment(
                new PaymentId(UUID.randomUUID()),
                new OrderId(UUID.randomUUID()),
                PRICE,
                "Zwei Lampen & 一盏灯",
                now.plusSeconds(900));
    }

    static PaymentAtProvider atProvider(NewPayment payment) {
        return new PaymentAtProvider(payment.id(), null);
    }

    NewRefund aRefund() {
        var half = new Money(999, PRICE.currency());
        return new NewRefund(new RefundId(UUID.randomUUID()), atProvider(aPayment()), half, PRICE, "broken");
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        platform.close();
    }
}
