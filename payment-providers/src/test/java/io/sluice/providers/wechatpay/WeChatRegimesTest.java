package io.sluice.providers.wechatpay;

import static io.restassured.RestAssured.given;
import static io.sluice.providers.wechatpay.WeChatShop.PRICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.contracts.Money;
import io.sluice.contracts.OrderId;
import io.sluice.contracts.PaymentId;
import io.sluice.contracts.RefundId;
import io.sluice.providers.NewPayment;
import io.sluice.providers.NewRefund;
import io.sluice.providers.Notification;
import io.sluice.providers.Opening;
import io.sluice.providers.PaymentAtProvider;
import io.sluice.providers.RefundStanding;
import io.sluice.providers.Standing;
import io.sluice.stack.simulator.MerchantAccounts;
import io.sluice.stack.simulator.Pace;
import io.sluice.stack.simulator.Simulator;
import io.sluice.stack.simulator.SimulatorConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both regimes of keys against the simulator, whose webhooks are heard here: calls, news and forgeries. */
@QuarkusTest
class WeChatRegimesTest {

    private static final String PREFIX = "sluice.wechatpay.";

    /** How WeChat Pay signs to a merchant. */
    enum Regime {
        CERTIFICATES,
        PUBLIC_KEY
    }

    @TempDir
    Path data;

    private final List<Notification> heard = new CopyOnWriteArrayList<>();
    private HttpServer callbacks;
    private Simulator simulator;
    private MerchantAccounts accounts;
    private volatile WeChatGateway gateway;

    @BeforeEach
    void start() throws IOException {
        callbacks = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        callbacks.createContext("/webhooks/wechatpay", this::hear);
        callbacks.start();
        accounts = new MerchantAccounts(data.resolve("keys"));
        simulator = Simulator.start(new SimulatorConfig(0, accounts, here(), data, Pace.BRISK));
    }

    @AfterEach
    void stop() throws IOException {
        callbacks.stop(0);
        simulator.close();
    }

    private URI here() {
        return URI.create("http://127.0.0.1:" + callbacks.getAddress().getPort());
    }

    private void hear(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var notification = gateway.read(body, exchange.getRequestHeaders()::getFirst);
            heard.add(notification);
            var answer = notification instanceof Notification.News ? gateway.accepted() : gateway.refused();
            exchange.sendResponseHeaders(answer.status(), -1);
        }
    }

    private void shopIn(Regime regime) {
        var url = simulator.url().toString();
        var settings =
                switch (regime) {
                    case CERTIFICATES -> accounts.settings(url, here().toString());
                    case PUBLIC_KEY -> accounts.settingsWithWechatPublicKey(url, here().toString());
                };
        var ours = settings.entrySet().stream()
                .filter(setting -> setting.getKey().startsWith(PREFIX))
                .collect(Collectors.toMap(setting -> setting.getKey().substring(PREFIX.length()), Map.Entry::getValue));
        gateway = WeChatShop.wired(WeChatShop.of(ours), Clock.systemUTC()).gateway();
    }

    @ParameterizedTest
    @EnumSource
    void hearsOfAPaymentAndOfItsRefund(Regime regime) {
        shopIn(regime);
        var payment = open();
        pay(payment);
        await().untilAsserted(() -> assertThat(heard)
                .anySatisfy(news -> assertThat(news).isInstanceOfSatisfying(Notification.Captured.class, captured -> {
                    assertThat(captured.amount()).isEqualTo(PRICE);
                    assertThat(captured.about().paymentNumber())
                            .isEqualTo(payment.id().toString());
                })));
        var captured = (Standing.Captured)
                gateway.query(WeChatShop.atProvider(payment)).await().indefinitely();
        assertThat(heard)
                .anySatisfy(news -> assertThat(
                                ((Notification.Captured) news).about().providerId())
                        .isEqualTo(captured.providerId()));

        var refund = refund(payment);

        await().untilAsserted(() -> assertThat(heard)
                .anySatisfy(news -> assertThat(news)
                        .isInstanceOfSatisfying(Notification.RefundChanged.class, changed -> {
                            assertThat(changed.refundNumber())
                                    .isEqualTo(refund.id().toString());
                            assertThat(changed.about().paymentNumber())
                                    .isEqualTo(payment.id().toString());
                        })));
    }

    @ParameterizedTest
    @EnumSource
    void refusesForgeriesAndHearsOfTheSamePaymentOnceMoreUnderTheSameKey(Regime regime) {
        shopIn(regime);
        var payment = open();
        given().body("{\"forgeWebhooks\": true, \"duplicateWebhooks\": 2}")
                .put(simulator.url() + "/simulator/faults")
                .then()
                .statusCode(200);

        pay(payment);

        await().untilAsserted(() -> assertThat(heard)
                .filteredOn(Notification.Captured.class::isInstance)
                .hasSizeGreaterThan(1));
        await().untilAsserted(() -> assertThat(heard)
                .filteredOn(Notification.Refused.class::isInstance)
                .isNotEmpty());
        assertThat(heard)
                .filteredOn(Notification.Captured.class::isInstance)
                .map(news -> ((Notification.Captured) news).about().businessKey())
                .containsOnly(payment.id() + " TRANSACTION.SUCCESS");
        assertThat(heard).noneMatch(Notification.Unreadable.class::isInstance);
    }

    private NewPayment open() {
        var random = new SecureRandom();
        var order = OrderId.next("alice", Instant.now(), random);
        var id = PaymentId.next(order, Instant.now(), random);
        var payment = new NewPayment(id, order, PRICE, "一盏灯", Instant.now().plusSeconds(900));
        assertThat(gateway.open(payment).await().indefinitely()).isInstanceOf(Opening.Opened.class);
        return payment;
    }

    private NewRefund refund(NewPayment payment) {
        var id = RefundId.next(payment.orderId(), Instant.now(), new SecureRandom());
        var amount = new Money(999, PRICE.currency());
        var refund = new NewRefund(id, new PaymentAtProvider(payment.id(), null), amount, PRICE, "坏了");
        assertThat(gateway.refund(refund).await().indefinitely()).isInstanceOf(RefundStanding.Pending.class);
        return refund;
    }

    private void pay(NewPayment payment) {
        given().post(simulator.url() + "/simulator/payments/" + payment.id() + "/pay")
                .then()
                .statusCode(200);
    }
}
