package io.sluice.outbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.sluice.stack.TestStack;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = TestStack.class, scope = TestResourceScope.GLOBAL)
class OutboxTest {

    @Inject
    Outbox outbox;

    @Inject
    Talk talk;

    @Inject
    Tables tables;

    @Inject
    MeterRegistry metrics;

    @Inject
    Vertx vertx;

    @AfterEach
    void everythingIsBack() {
        TestStack.current().kafka().start();
        tables.sql("DROP TRIGGER IF EXISTS no_delete ON outbox");
        await().atMost(40, SECONDS).until(() -> tables.waiting() == 0);
    }

    @Test
    void saysNothingWhenTheTransactionFails() {
        assertThatThrownBy(() -> talk.commit(List.of(talk.message("a", 1)), true))
                .hasMessage("changed my mind");

        talk.say("a", 2);

        assertThat(talk.heard(1)).containsExactly(2);
    }

    @Test
    void deliversInOrderPerKeyAsCloudEvents() {
        IntStream.range(0, 300).forEach(number -> talk.say("key-" + number % 7, number));

        var records = talk.records(300);

        for (var key = 0; key < 7; key++) {
            var name = "key-" + key;
            assertThat(records.stream()
                            .filter(record -> record.key().equals(name))
                            .map(Talk::number))
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
        var first = records.getFirst();
        assertThat(header(first, "ce_specversion")).isEqualTo("1.0");
        assertThat(header(first, "ce_type")).isEqualTo("said");
        assertThat(header(first, "ce_source")).isEqualTo("/some-function");
        assertThat(header(first, "ce_subject")).isEqualTo(first.key());
        assertThat(Instant.parse(header(first, "ce_time"))).isBefore(Instant.now());
        assertThat(UUID.fromString(header(first, "ce_id"))).isNotNull();
        assertThat(header(first, "content-type")).isEqualTo("application/json");
    }

    @Test
    void keepsEverythingWhileKafkaIsAway() {
        TestStack.current().kafka().kill();

        IntStream.range(0, 20).forEach(number -> talk.say("a", number));

        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(
                                metrics.get("sluice.outbox.waiting").gauge().value())
                        .isEqualTo(20));
        assertThat(metrics.get("sluice.outbox.oldest").gauge().value()).isPositive();
        TestStack.current().kafka().start();
        await().atMost(60, SECONDS).until(() -> tables.waiting() == 0);
        assertThat(inFirstDeliveryOrder(
                        talk.recordsSoFar().stream().map(Talk::number).toList()))
                .isEqualTo(IntStream.range(0, 20).boxed().toList());
    }

    @Test
    void keepsTheOrderOfEachKeyThoughTheBrokerIsKilledInBetween() {
        talk.commit(
                IntStream.range(0, 2000)
                        .mapToObj(number -> talk.message("key-" + number % 5, number))
                        .toList(),
                false);
        await().atMost(20, SECONDS).until(() -> tables.waiting() < 1900);

        TestStack.current().kafka().kill();
        assertThat(tables.waiting()).isPositive();
        TestStack.current().kafka().start();

        await().atMost(60, SECONDS).until(() -> tables.waiting() == 0);
        var heard =
                talk.recordsSoFar().stream().collect(groupingBy(ConsumerRecord::key, mapping(Talk::number, toList())));
        assertThat(heard).hasSize(5);
        heard.forEach((key, numbers) -> assertThat(inFirstDeliveryOrder(numbers))
                .isEqualTo(IntStream.range(0, 2000)
                        .filter(number -> key.equals("key-" + number % 5))
                        .boxed()
                        .toList()));
    }

    /** The first message for a topic waits for a broker that tells of it; nothing else does. */
    @Test
    void blocksNoEventLoopWhileKafkaIsAway() {
        TestStack.current().kafka().kill();
        talk.commit(List.of(talk.message("deadlines", "a", 1)), false);

        await().during(5, SECONDS).atMost(10, SECONDS).until(this::allEventLoopsAnswer);

        assertThat(tables.waiting()).isEqualTo(1);
    }

    /** What a relay leaves that died between the broker's acknowledgement and the delete: rows that are sent again. */
    @Test
    void sendsAgainWhatWasSentButNotDeleted() {
        tables.sql("""
                CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql
                AS 'BEGIN RAISE EXCEPTION ''no''; END'""");
        tables.sql("CREATE TRIGGER no_delete BEFORE DELETE ON outbox FOR EACH STATEMENT EXECUTE FUNCTION refuse()");
        talk.say("a", 1);
        talk.say("a", 2);
        assertThat(inFirstDeliveryOrder(talk.heard(4))).containsExactly(1, 2);
        assertThat(tables.waiting()).isEqualTo(2);

        tables.sql("DROP TRIGGER no_delete ON outbox");

        await().atMost(20, SECONDS).until(() -> tables.waiting() == 0);
    }

    @Test
    void speaksToKafkaAsTheWholeFunctionDoes() {
        talk.say("a", 1);
        talk.heard(1);

        var sent = metrics.get("kafka.producer.record.send.total");

        assertThat(sent.tag("client.id", "some-function").functionCounter().count())
                .isPositive();
    }

    @Test
    void refusesASecondTransactionInsideTheFirst() {
        assertThatThrownBy(() -> VertxContextSupport.subscribeAndAwait(() -> outbox.inTransaction(
                        _ -> outbox.inTransaction(_ -> Uni.createFrom().voidItem()))))
                .isInstanceOf(IllegalStateException.class);
    }

    private static List<Integer> inFirstDeliveryOrder(List<Integer> numbers) {
        return List.copyOf(new LinkedHashSet<>(numbers));
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private boolean allEventLoopsAnswer() throws Exception {
        for (var loop : ((VertxInternal) vertx).getEventLoopGroup()) {
            loop.submit(() -> {}).get(1, SECONDS);
        }
        return true;
    }
}
