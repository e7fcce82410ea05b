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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = TestStack.class, scope = TestResourceScope.GLOBAL)
class OutboxTest {

    private static final String TOPIC = "refunds";

    /** What a test says; {@code run} tells its words from others'. */
    record Said(String type, String run, int number) {}

    @Inject
    Outbox outbox;

    @Inject
    Relay relay;

    @Inject
    HeldBack heldBack;

    @Inject
    Tables tables;

    @Inject
    MeterRegistry metrics;

    @Inject
    Vertx vertx;

    @ConfigProperty(name = "sluice.kafka")
    String kafka;

    private final String run = UUID.randomUUID().toString();

    @AfterEach
    void everythingIsBack() {
        TestStack.current().kafka().start();
        tables.sql("DROP TRIGGER IF EXISTS no_delete ON outbox");
        await().atMost(40, SECONDS).until(() -> tables.waiting() == 0);
    }

    @Test
    void saysNothingWhenTheTransactionFails() {
        assertThatThrownBy(() -> transaction(List.of(message("a", 1)), true)).hasMessage("changed my mind");

        say("a", 2);

        assertThat(heard(1)).containsExactly(2);
    }

    @Test
    void deliversInOrderPerKeyAsCloudEvents() {
        IntStream.range(0, 300).forEach(number -> say("key-" + number % 7, number));

        var records = records(300);

        for (var key = 0; key < 7; key++) {
            var name = "key-" + key;
            assertThat(records.stream()
                            .filter(record -> record.key().equals(name))
                            .map(OutboxTest::number))
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

        IntStream.range(0, 20).forEach(number -> say("a", number));

        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(
                                metrics.get("sluice.outbox.waiting").gauge().value())
                        .isEqualTo(20));
        assertThat(metrics.get("sluice.outbox.oldest").gauge().value()).isPositive();
        TestStack.current().kafka().start();
        await().atMost(60, SECONDS).until(() -> tables.waiting() == 0);
        assertThat(inFirstDeliveryOrder(
                        recordsSoFar().stream().map(OutboxTest::number).toList()))
                .isEqualTo(IntStream.range(0, 20).boxed().toList());
    }

    @Test
    void keepsTheOrderOfEachKeyThoughTheBrokerIsKilledInBetween() {
        transaction(
                IntStream.range(0, 2000)
                        .mapToObj(number -> message("key-" + number % 5, number))
                        .toList(),
                false);
        await().atMost(20, SECONDS).until(() -> tables.waiting() < 1900);

        TestStack.current().kafka().kill();
        assertThat(tables.waiting()).isPositive();
        TestStack.current().kafka().start();

        await().atMost(60, SECONDS).until(() -> tables.waiting() == 0);
        var heard =
                recordsSoFar().stream().collect(groupingBy(ConsumerRecord::key, mapping(OutboxTest::number, toList())));
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
        transaction(List.of(message("deadlines", "a", 1)), false);

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
        say("a", 1);
        say("a", 2);
        assertThat(inFirstDeliveryOrder(heard(4))).containsExactly(1, 2);
        assertThat(tables.waiting()).isEqualTo(2);

        tables.sql("DROP TRIGGER no_delete ON outbox");

        await().atMost(20, SECONDS).until(() -> tables.waiting() == 0);
    }

    /** A topic that nobody made holds up the round in which it fails, and is left alone after that. */
    @Test
    void goesOnWithoutATopicThatTakesNothing() {
        transaction(List.of(message("nowhere", "a", 0), message("b", 1)), false);
        assertThat(heard(1)).containsExactly(1);
        await().atMost(40, SECONDS).until(() -> isHeldBack(Slice.all("nowhere")));

        say("a", 2);
        say("b", 3);

        assertThat(records(3, Duration.ofSeconds(3))).hasSize(3);
        assertThat(tables.waiting()).isEqualTo(1);
        tables.sql("DELETE FROM outbox WHERE topic = 'nowhere'");
    }

    /** Each message for it would wait for four seconds. */
    @Test
    void triesATopicThatTakesNothingOnceARound() {
        var messages = IntStream.range(0, 20).mapToObj(number -> message("missing", "key-" + number, number));
        transaction(Stream.concat(messages, Stream.of(message("b", 20))).toList(), false);

        await().atMost(15, SECONDS).until(() -> isHeldBack(Slice.all("missing")));

        assertThat(heard(1)).containsExactly(20);
        tables.sql("DELETE FROM outbox WHERE topic = 'missing'");
    }

    @Test
    void doesNotBlameATopicForWhatIsAheadOfItsMessages() {
        transaction(List.of(message("misspelt", "a", 0), message("a", 1), message("b", 2)), false);

        await().atMost(15, SECONDS).until(() -> isHeldBack(Slice.all("misspelt")));

        assertThat(heldBack.now()).extracting(Slice::topic).doesNotContain(TOPIC);
        assertThat(heard(2)).containsExactlyInAnyOrder(1, 2);
        tables.sql("DELETE FROM outbox WHERE topic = 'misspelt'");
    }

    @Test
    void sendsWhatWaitedForATopicOnceItIsThere() throws Exception {
        transaction(List.of(message("later", "a", 0), message("b", 1)), false);
        await().atMost(15, SECONDS).until(() -> isHeldBack(Slice.all("later")));

        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", kafka))) {
            admin.createTopics(List.of(new NewTopic("later", 1, (short) 1)))
                    .all()
                    .get(20, SECONDS);
        }

        await().atMost(30, SECONDS).until(() -> tables.waiting() == 0);
        assertThat(records("later", 1, Duration.ofSeconds(20)))
                .extracting(OutboxTest::number)
                .containsExactly(0);
    }

    /** What Kafka takes in one message is 1 MiB. */
    @Test
    void sendsAllOthersOfATopicThoughOneMessageIsTooLarge() {
        var large = new Message(
                UUID.randomUUID(),
                TOPIC,
                "large",
                Instant.now(),
                Map.of("type", "said", "run", run, "text", "x".repeat(2 << 20)));
        var others = IntStream.range(0, 200).mapToObj(number -> message("key-" + number, number));
        transaction(Stream.concat(Stream.of(large), others).toList(), false);

        assertThat(heard(200)).hasSize(200);
        await().atMost(10, SECONDS).until(() -> heldBack.now().stream().anyMatch(Slice::isOneKey));
        assertThat(tables.waiting()).isEqualTo(1);
        tables.sql("DELETE FROM outbox WHERE key = 'large'");
    }

    /** A partition without a leader, say, with more rows at the table's beginning than a round takes. */
    @Test
    void sendsWhatIsBehindAPartitionThatTakesNothingAndThatOneAfterwards() {
        var away = Slice.ofPartition(TOPIC, 3, 6);
        var its = keys(key -> Slice.hash(key) % 6 == 3, 120);
        var others = keys(key -> Slice.hash(key) % 6 != 3, 20);
        for (var time = 1; time <= 3; time++) { // 15 s.
            heldBack.learn(List.of(Rows.row(1, TOPIC, others.getFirst())), new Delivered(Set.of(1L), Set.of(away)));
        }

        transaction(
                Stream.concat(its.stream(), others.stream())
                        .map(key -> message(key, 0))
                        .toList(),
                false);

        assertThat(records(20)).extracting(ConsumerRecord::key).containsExactlyInAnyOrderElementsOf(others);
        assertThat(tables.waiting()).isEqualTo(120);
        assertThat(records(140)).filteredOn(record -> record.partition() == 3).hasSize(120);
    }

    @Test
    void speaksToKafkaAsTheWholeFunctionDoes() {
        say("a", 1);
        heard(1);

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

    private boolean isHeldBack(Slice slice) {
        return heldBack.now().contains(slice);
    }

    private static List<String> keys(Predicate<String> wanted, int count) {
        return Stream.generate(() -> UUID.randomUUID().toString())
                .filter(wanted)
                .limit(count)
                .toList();
    }

    private void say(String key, int number) {
        transaction(List.of(message(key, number)), false);
    }

    private Message message(String key, int number) {
        return message(TOPIC, key, number);
    }

    private Message message(String topic, String key, int number) {
        return new Message(UUID.randomUUID(), topic, key, Instant.now(), new Said("said", run, number));
    }

    private void transaction(List<Message> messages, boolean fail) {
        try {
            VertxContextSupport.subscribeAndAwait(() -> outbox.inTransaction(session -> outbox.add(session, messages)
                    .chain(() -> fail
                            ? Uni.createFrom().failure(new IllegalStateException("changed my mind"))
                            : Uni.createFrom().voidItem())));
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Integer> heard(int count) {
        return records(count).stream().map(OutboxTest::number).toList();
    }

    private List<ConsumerRecord<String, String>> records(int count) {
        var records = records(count, Duration.ofSeconds(40));
        assertThat(records).hasSizeGreaterThanOrEqualTo(count);
        return records;
    }

    private List<ConsumerRecord<String, String>> records(int count, Duration patience) {
        return records(TOPIC, count, patience);
    }

    private List<ConsumerRecord<String, String>> records(String topic, int count, Duration patience) {
        var found = new ArrayList<ConsumerRecord<String, String>>();
        var deadline = System.nanoTime() + patience.toNanos();
        var config = Map.<String, Object>of(
                "bootstrap.servers", kafka, "group.id", UUID.randomUUID().toString(), "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            while (found.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (record.value().contains(run)) {
                        found.add(record);
                    }
                });
            }
        }
        return found;
    }

    /** All of this test that the topic has now: what was sent twice is there twice. */
    private List<ConsumerRecord<String, String>> recordsSoFar() {
        var found = new ArrayList<ConsumerRecord<String, String>>();
        var config = Map.<String, Object>of("bootstrap.servers", kafka);
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            var partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(partition -> new TopicPartition(TOPIC, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (record.value().contains(run)) {
                        found.add(record);
                    }
                });
            }
        }
        return found;
    }

    private static List<Integer> inFirstDeliveryOrder(List<Integer> numbers) {
        return List.copyOf(new LinkedHashSet<>(numbers));
    }

    private static int number(ConsumerRecord<String, String> record) {
        return Integer.parseInt(record.value().replaceAll(".*\"number\": ?(\\d+).*", "$1"));
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
