package io.sluice.payment;

import static io.sluice.payment.Shop.anOrder;
import static io.sluice.payment.Shop.openPayment;
import static io.sluice.payment.Shop.payment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.sluice.contracts.Money;
import io.sluice.contracts.PaymentEvent.Provider;
import io.sluice.contracts.PaymentId;
import io.sluice.contracts.RefundId;
import io.sluice.providers.Notification;
import io.sluice.providers.Notification.About;
import io.sluice.providers.Notification.News;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks that come at once share a transaction of the real PostgreSQL, and nothing else. */
@QuarkusTest
class GatheredWebhooksTest {

    private static final String STORED = "stored";

    @Inject
    Rows rows;

    @Inject
    ReceiveWebhook webhooks;

    @Test
    void shareTransactionsWhenTheyComeAtOnce() throws Throwable {
        var ids = payments(40);

        var outcomes =
                receive(ids.stream().map(id -> captured(id, "pi_" + id, 1999)).toList());

        assertThat(outcomes).containsOnly(STORED);
        assertThat(ids).allSatisfy(id -> assertThat(rows.said(id)).containsExactly("payment-captured 1 1999 EUR"));
        var transactions =
                rows.strings("SELECT count(DISTINCT xmin::text) FROM webhook WHERE payment_number = ANY ($1)", (Object)
                        ids.toArray(String[]::new));
        assertThat(Integer.parseInt(transactions.getFirst())).isLessThan(20);
    }

    /** PostgreSQL keeps no NUL in a text. */
    @Test
    void failAloneWhenTheirDataCannotBeStored() throws Throwable {
        var ids = payments(20);
        var news = new ArrayList<>(
                ids.stream().map(id -> captured(id, "pi_" + id, 1999)).toList());
        news.add(10, captured("\0", "pi_poison", 1999));

        var outcomes = receive(news);

        assertThat(outcomes.remove(10)).isNotEqualTo(STORED);
        assertThat(outcomes).hasSize(20).containsOnly(STORED);
        assertThat(ids).allSatisfy(id -> assertThat(rows.said(id)).hasSize(1));
    }

    @Test
    void areRefusedInTheProvidersFormWhenTheyCannotBeStored() {
        Stripe.send(Stripe.succeeded("\\u0000")).statusCode(503);
    }

    @Test
    void areOnePieceOfNewsHoweverOftenTheyComeInOneBatch() throws Throwable {
        var id = openPayment(anOrder());

        var outcomes = receive(Collections.nCopies(30, captured(id, "pi_" + id, 1999)));

        assertThat(outcomes).containsOnly(STORED);
        assertThat(rows.said(id)).hasSize(1);
        assertThat(rows.webhooks(id)).hasSize(1);
    }

    @Test
    void haveOneEffectWhenFiveCopiesComeInParallel() {
        var ids = payments(10);

        try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 50)
                    .mapToObj(copy -> crowd.submit(() -> Stripe.send(Stripe.succeeded(ids.get(copy % 10)))
                            .extract()
                            .statusCode()))
                    .toList();
            assertThat(answers).extracting(answer -> answer.get()).containsOnly(200);
        }

        assertThat(ids).allSatisfy(id -> {
            assertThat(rows.said(id)).containsExactly("payment-captured 1 1999 EUR");
            assertThat(rows.webhooks(id)).hasSize(1);
        });
    }

    /** All that a provider may say of one payment, at once and several times: the order is all that chance decides. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void endTheSameInWhateverOrderTheyCome(long seed) throws Throwable {
        var id = openPayment(anOrder());
        var refund = RefundId.of(PaymentId.parse(id)).toString();
        var news = Stream.of(
                        new Notification.Closed(about(id, "pi_" + id, "closed")),
                        captured(id, "pi_" + id, 1999),
                        captured(id, "pi_" + id, 5),
                        captured(id, "pi_2" + id, 1999),
                        new Notification.RefundChanged(about(id, "pi_" + id, "refund"), refund),
                        new Notification.RefundChanged(about(id, "pi_" + id, "foreign refund"), "by hand"))
                .flatMap(one -> Stream.of(one, one, one))
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(news, new Random(seed));

        var outcomes = receive(news);

        assertThat(outcomes).containsOnly(STORED);
        payment(id).body("status", equalTo("NEEDS_OPERATOR")).body("contested.size()", equalTo(2));
        var said = rows.said(id);
        assertThat(said)
                .filteredOn(event -> event.startsWith("payment-captured"))
                .hasSize(1);
        assertThat(said)
                .filteredOn(event -> event.startsWith("payment-refund-notified"))
                .hasSize(1);
        assertThat(rows.webhooks(id)).hasSize(6);
        assertThat(rows.strings("SELECT count(*) FROM cases WHERE subject LIKE $1", id + "%"))
                .containsExactly("2");
    }

    @Test
    void parkWhatIsUnknownBesideWhatIsKnown() throws Throwable {
        var id = openPayment(anOrder());
        var unknown = UUID.randomUUID().toString().replace("-", "");

        receive(List.of(captured(unknown, "pi_" + unknown, 1999), captured(id, "pi_" + id, 1999)));

        assertThat(rows.webhooks(unknown)).containsExactly("CAPTURED true");
        assertThat(rows.webhooks(id)).containsExactly("CAPTURED false");
    }

    private static List<String> payments(int count) {
        return IntStream.range(0, count).mapToObj(_ -> openPayment(anOrder())).toList();
    }

    private static News captured(String payment, String providerId, long minor) {
        var about = about(payment, providerId, "captured"); // As WeChat Pay has it: one key for all money of a payment.
        return new Notification.Captured(about, new Money(minor, Currency.getInstance("EUR")));
    }

    private static About about(String payment, String providerId, String what) {
        return new About("evt_" + UUID.randomUUID(), payment + " " + what, providerId, payment, Instant.now());
    }

    /** All at once; of each, whether it was stored. */
    private List<String> receive(List<News> news) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(() -> Uni.join()
                .all(news.stream().map(this::receive).toList())
                .andCollectFailures()
                .map(ArrayList::new));
    }

    private Uni<String> receive(News news) {
        return webhooks.receive(Provider.STRIPE, news)
                .map(_ -> STORED)
                .onFailure()
                .recoverWithItem(String::valueOf);
    }
}
