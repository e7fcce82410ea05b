package io.sluice.outbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.stack.TestStack;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
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
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A topic, a partition or a key that takes nothing does not stop the rest. */
@QuarkusTest
@WithTestResource(value = TestStack.class, scope = TestResourceScope.GLOBAL)
class HoldBackTest {

    @Inject
    HeldBack heldBack;

    @Inject
    Talk talk;

    @Inject
    Tables tables;

    @ConfigProperty(name = "sluice.kafka")
    String kafka;

    @AfterEach
    void everythingIsSent() {
        await().atMost(40, SECONDS).until(() -> tables.waiting() == 0);
    }

    /** A topic that nobody made holds up the round in which it fails, and is left alone after that. */
    @Test
    void goesOnWithoutATopicThatTakesNothing() {
        talk.commit(List.of(talk.message("nowhere", "a", 0), talk.message("b", 1)), false);
        assertThat(talk.heard(1)).containsExactly(1);
        await().atMost(40, SECONDS).until(() -> isHeldBack(Slice.all("nowhere")));

        talk.say("a", 2);
        talk.say("b", 3);

        assertThat(talk.records(3, Duration.ofSeconds(3))).hasSize(3);
        assertThat(tables.waiting()).isEqualTo(1);
        tables.sql("DELETE FROM outbox WHERE topic = 'nowhere'");
    }

    /** Each message for it would wait for four seconds. */
    @Test
    void triesATopicThatTakesNothingOnceARound() {
        var messages = IntStream.range(0, 20).mapToObj(number -> talk.message("missing", "key-" + number, number));
        talk.commit(Stream.concat(messages, Stream.of(talk.message("b", 20))).toList(), false);

        await().atMost(15, SECONDS).until(() -> isHeldBack(Slice.all("missing")));

        assertThat(talk.heard(1)).containsExactly(20);
        tables.sql("DELETE FROM outbox WHERE topic = 'missing'");
    }

    @Test
    void doesNotBlameATopicForWhatIsAheadOfItsMessages() {
        talk.commit(List.of(talk.message("misspelt", "a", 0), talk.message("a", 1), talk.message("b", 2)), false);

        await().atMost(15, SECONDS).until(() -> isHeldBack(Slice.all("misspelt")));

        assertThat(heldBack.now()).extracting(Slice::topic).doesNotContain(Talk.TOPIC);
        assertThat(talk.heard(2)).containsExactlyInAnyOrder(1, 2);
        tables.sql("DELETE FROM outbox WHERE topic = 'misspelt'");
    }

    @Test
    void sendsWhatWaitedForATopicOnceItIsThere() throws Exception {
        talk.commit(List.of(talk.message("later", "a", 0), talk.message("b", 1)), false);
        await().atMost(15, SECONDS).until(() -> isHeldBack(Slice.all("later")));

        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", kafka))) {
            admin.createTopics(List.of(new NewTopic("later", 1, (short) 1)))
                    .all()
                    .get(20, SECONDS);
        }

        await().atMost(30, SECONDS).until(() -> tables.waiting() == 0);
        assertThat(talk.records("later", 1, Duration.ofSeconds(20)))
                .extracting(Talk::number)
                .containsExactly(0);
    }

    /** What Kafka takes in one message is 1 MiB. */
    @Test
    void sendsAllOthersOfATopicThoughOneMessageIsTooLarge() {
        var large = new Message(
                UUID.randomUUID(),
                Talk.TOPIC,
                "large",
                Instant.now(),
                Map.of("type", "said", "run", talk.run(), "text", "x".repeat(2 << 20)));
        var others = IntStream.range(0, 200).mapToObj(number -> talk.message("key-" + number, number));
        talk.commit(Stream.concat(Stream.of(large), others).toList(), false);

        assertThat(talk.heard(200)).hasSize(200);
        await().atMost(10, SECONDS).until(() -> heldBack.now().stream().anyMatch(Slice::isOneKey));
        assertThat(tables.waiting()).isEqualTo(1);
        tables.sql("DELETE FROM outbox WHERE key = 'large'");
    }

    /** A partition without a leader, say, with more rows at the table's beginning than a round takes. */
    @Test
    void sendsWhatIsBehindAPartitionThatTakesNothingAndThatOneAfterwards() {
        var away = Slice.ofPartition(Talk.TOPIC, 3, 6);
        var its = keys(key -> Slice.hash(key) % 6 == 3, 120);
        var others = keys(key -> Slice.hash(key) % 6 != 3, 20);
        for (var time = 1; time <= 3; time++) { // 15 s.
            heldBack.learn(
                    List.of(Rows.row(1, Talk.TOPIC, others.getFirst())), new Delivered(Set.of(1L), Set.of(away)));
        }

        talk.commit(
                Stream.concat(its.stream(), others.stream())
                        .map(key -> talk.message(key, 0))
                        .toList(),
                false);

        assertThat(talk.records(20)).extracting(ConsumerRecord::key).containsExactlyInAnyOrderElementsOf(others);
        assertThat(tables.waiting()).isEqualTo(120);
        assertThat(talk.records(140))
                .filteredOn(record -> record.partition() == 3)
                .hasSize(120);
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
}
