package io.sluice.payment;

import static io.sluice.payment.Shop.anOrder;
import static io.sluice.payment.Shop.openPayment;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.sluice.contracts.PaymentEvent.Provider;
import io.sluice.contracts.PaymentId;
import io.sluice.contracts.RefundId;
import io.sluice.outbox.Outbox;
import io.sluice.outbox.Pipeline;
import io.sluice.payment.domain.Payment;
import io.sluice.providers.Notification.About;
import io.sluice.providers.Notification.RefundChanged;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What two instances do to the same payment at the same time; each batch here is another instance's. */
@QuarkusTest
class RecordNewsTest {

    @Inject
    RecordNews news;

    @Inject
    PaymentStore payments;

    @Inject
    Outbox outbox;

    @Inject
    Pool database;

    @Inject
    Rows rows;

    private String id;
    private Received change;

    /** A refund's change leaves nothing at the payment that would tell the second time from the first. */
    @BeforeEach
    void aRefundChanges() {
        id = openPayment(anOrder());
        var about = new About("evt_" + id, id + " refund", "pi_" + id, id, Instant.now());
        var refund = RefundId.of(PaymentId.parse(id)).toString();
        change = Received.of(Provider.STRIPE, new RefundChanged(about, refund));
    }

    @Test
    void seesWhatAnotherInstanceStoredWhileItWaitedForThePayment() {
        var other = database.getConnectionAndAwait();
        begin(other, "SELECT FROM payment WHERE id = CAST(CAST($1 AS text) AS uuid) FOR UPDATE", id);
        store(other, false);
        var ours = record();
        awaitLock("%FOR UPDATE OF payment%");

        commit(other);

        assertThat(ours.join()).containsExactly(false);
        assertThat(rows.said(id)).isEmpty();
        assertThat(rows.webhooks(id)).containsExactly("REFUND_CHANGED false");
    }

    /** That instance did not see the payment yet; whoever settles parked news applies it. */
    @Test
    void leavesToParkedNewsWhatAnotherInstanceParkedMeanwhile() {
        var other = database.getConnectionAndAwait();
        begin(other, "SELECT $1::text", id);
        store(other, true);
        var ours = record();
        awaitLock("%INSERT INTO webhook%must_be%");

        commit(other);

        assertThatThrownBy(ours::join)
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("0 instead of 1 pieces of news");
        assertThat(rows.said(id)).isEmpty();
        assertThat(record().join()).containsExactly(false);
        await().atMost(20, SECONDS).until(() -> rows.webhooks(id).equals(List.of("REFUND_CHANGED false")));
        assertThat(rows.said(id)).containsExactly("payment-refund-notified 1");
    }

    @Test
    void saysNothingOfAPaymentThatIsNotWritten() {
        assertThatThrownBy(() -> inPipeline(pipeline -> payments.lock(pipeline, List.of(PaymentId.parse(id)))
                                .invoke(known -> {
                                    var stranger = anotherOne(known.get(PaymentId.parse(id)));
                                    PaymentStore.writing(List.of(stranger)).forEach(pipeline::send);
                                }))
                        .join())
                .hasMessageContaining("0 instead of 1 payments");
    }

    private static Payment anotherOne(Payment like) {
        return new Payment(
                PaymentId.next(like.terms().orderId(), Instant.now(), new Random()),
                like.terms(),
                like.status(),
                like.providerId(),
                like.action(),
                like.capture(),
                like.contested(),
                like.version());
    }

    private CompletableFuture<List<Boolean>> record() {
        return inPipeline(pipeline -> news.record(pipeline, List.of(change)));
    }

    private <T> CompletableFuture<T> inPipeline(Function<Pipeline, Uni<T>> work) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return VertxContextSupport.subscribeAndAwait(() -> outbox.inPipeline(work));
            } catch (Throwable e) {
                throw new CompletionException(e);
            }
        });
    }

    private static void begin(SqlConnection connection, String sql, String value) {
        connection.query("BEGIN").executeAndAwait();
        connection.preparedQuery(sql).executeAndAwait(Tuple.of(value));
    }

    private void store(SqlConnection connection, boolean parked) {
        connection
                .preparedQuery("""
                        INSERT INTO webhook (provider, business_key, event_id, kind, payment_number, provider_id, refund_number,
                                             occurred_at, parked, retry_at)
                        VALUES ($1, $2, 'evt_other', 'REFUND_CHANGED', $3, $4, $5, now(), $6, CASE WHEN $6 THEN now() END)""")
                .executeAndAwait(Tuple.from(List.of(
                        change.provider().name(),
                        change.businessKey(),
                        id,
                        "pi_" + id,
                        RefundId.of(PaymentId.parse(id)).toString(),
                        parked)));
    }

    private static void commit(SqlConnection connection) {
        connection.query("COMMIT").executeAndAwait();
        connection.closeAndAwait();
    }

    private void awaitLock(String statement) {
        await().atMost(20, SECONDS)
                .until(() -> !rows.strings(
                                "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE $1",
                                statement)
                        .isEmpty());
    }
}
