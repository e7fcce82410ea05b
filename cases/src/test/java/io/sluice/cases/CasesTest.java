package io.sluice.cases;

import static io.sluice.cases.Desk.all;
import static io.sluice.cases.Desk.list;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.stack.TestStack;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = TestStack.class, scope = TestResourceScope.GLOBAL)
class CasesTest {

    @Inject
    Desk desk;

    @Inject
    Cases cases;

    @Inject
    MeterRegistry metrics;

    private final String subject = UUID.randomUUID().toString();

    @BeforeEach
    void nothingWaits() {
        desk.clear();
    }

    @Test
    void opensOneCaseForOneSubject() {
        var order = Desk.anOrder();

        assertThat(desk.open(Refusals.of(subject, order))).isTrue();
        assertThat(desk.open(new NewCase(Refusals.KIND, subject, null, "in other words")))
                .isFalse();

        list().statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].kind", equalTo(Refusals.KIND))
                .body("items[0].subject", equalTo(subject))
                .body("items[0].orderId", equalTo(order.toString()))
                .body("items[0].detail", equalTo("the buyer says " + subject + " is broken"))
                .body("items[0].opened", notNullValue())
                .body("items[0].status", equalTo("OPEN"))
                .body("items[0]", not(hasKey("closed")));
    }

    @Test
    void tellsSubjectsOfOneNameApartByTheirKind() {
        assertThat(desk.open(new NewCase("payment-unknown", subject, null, ""))).isTrue();
        assertThat(desk.open(new NewCase("payment-contradicted", subject, null, "")))
                .isTrue();
    }

    @Test
    void opensNoCaseAgainThatIsClosed() {
        desk.open(Refusals.of(subject, null));
        desk.close(subject, "the buyer took it back");

        assertThat(desk.open(Refusals.of(subject, null))).isFalse();

        assertThat(all(list("status=OPEN"), "id")).isEmpty();
    }

    @Test
    void opensOneCaseForTwoThatMeetItAtOnce() {
        var written = new CompletableFuture<Void>();
        var first = desk.meanwhile(() -> desk.inTransaction(session -> cases.open(session, Refusals.of(subject, null))
                .invoke(() -> written.complete(null))
                .call(desk::someoneWaits)));
        written.join();

        assertThat(desk.open(Refusals.of(subject, null))).isFalse();
        assertThat(first.join()).isTrue();
    }

    @Test
    void opensNothingIfTheTransactionFails() {
        assertThatThrownBy(() -> desk.inTransaction(session -> cases.open(session, Refusals.of(subject, null))
                        .chain(() -> Uni.createFrom().failure(new IllegalStateException("died")))))
                .hasMessage("died");

        assertThat(all(list(), "id")).isEmpty();
    }

    @Test
    void closesWhatSomethingElseAnswered() {
        desk.open(Refusals.of(subject, null));

        assertThat(desk.close(subject, "the buyer took it back")).isTrue();
        assertThat(desk.close(subject, "the buyer took it back again")).isFalse();
        assertThat(desk.close("another", "nobody opened it")).isFalse();

        list().body("items[0].status", equalTo("CLOSED"))
                .body("items[0].closed", notNullValue())
                .body("items[0].reason", equalTo("the buyer took it back"))
                .body("items[0]", not(hasKey("decision")))
                .body("items[0]", not(hasKey("by")));
    }

    @Test
    void countsWhatIsOpen() {
        desk.open(Refusals.of(subject, null));
        desk.open(Refusals.of(subject + " too", null));
        desk.open(Refusals.of(subject + " not", null));
        desk.close(subject + " not", "answered");

        await().atMost(Duration.ofSeconds(20)).until(() -> measured() == 2);

        desk.close(subject, "answered");

        await().atMost(Duration.ofSeconds(20)).until(() -> measured() == 1);
    }

    private double measured() {
        return metrics.get("sluice.cases.open").gauge().value();
    }
}
