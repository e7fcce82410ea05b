package io.sluice.outbox;

import static io.sluice.outbox.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** One round against a broker that answers when a test likes, and refuses what it likes. */
class DeliveryTest {

    private static final RecordTooLargeException TOO_LARGE = new RecordTooLargeException("beyond 1 MiB");

    /** What is refused before it is on its way, by key: Kafka's producer says so in {@code send} itself. */
    private final Map<String, RuntimeException> refusedAtOnce = new HashMap<>();

    private final Kafka kafka = new Kafka();
    private final List<Delivered> ends = new ArrayList<>();

    private final class Kafka extends MockProducer<String, String> {

        private int questions;

        private Kafka() {
            super(
                    new Cluster("cluster", List.of(), partitions("orders", "stock"), Set.of(), Set.of()),
                    false,
                    null,
                    new StringSerializer(),
                    new StringSerializer());
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<String, String> record, Callback callback) {
            var refusal = refusedAtOnce.get(record.key());
            if (refusal == null) {
                return super.send(record, callback);
            }
            var nowhere = new TopicPartition(record.topic(), RecordMetadata.UNKNOWN_PARTITION);
            callback.onCompletion(new RecordMetadata(nowhere, -1, -1, -1, -1, -1), refusal);
            return null;
        }

        @Override
        public List<PartitionInfo> partitionsFor(String topic) {
            questions++;
            return super.partitionsFor(topic);
        }

        List<String> keys() {
            return history().stream().map(ProducerRecord::key).toList();
        }
    }

    @Test
    void endsOnceWhenAllIsAcknowledged() {
        begin(row(1, "orders", "a"), row(2, "stock", "b"), row(3, "orders", "a"));

        assertThat(kafka.keys()).containsExactly("a", "b"); // The second of a waits for the first.
        kafka.completeNext();
        kafka.completeNext();
        assertThat(ends).isEmpty();
        kafka.completeNext();

        assertThat(ends).containsExactly(new Delivered(Set.of(1L, 2L, 3L), Set.of()));
        assertThat(kafka.keys()).containsExactly("a", "b", "a");
    }

    /** A message beyond 1 MiB, say: nothing is wrong with its topic. */
    @Test
    void endsOneKeyWhereARowIsRefusedForItself() {
        for (var failure : List.of(
                TOO_LARGE,
                new RecordBatchTooLargeException("beyond a segment"),
                new SerializationException("no"),
                new InvalidRecordException("no"),
                new InvalidTimestampException("of tomorrow"))) {
            ends.clear();
            refusedAtOnce.put("bad", failure);
            begin(row(1, "orders", "bad"), row(2, "orders", "bad"), row(3, "orders", "a"), row(4, "orders", "b"));
            completeAll();

            assertThat(ends)
                    .containsExactly(new Delivered(Set.of(3L, 4L), Set.of(Slice.ofKey(row(1, "orders", "bad")))));
        }
    }

    @Test
    void sendsNothingBehindARowThatFailedInMidKey() {
        begin(row(1, "orders", "a"), row(2, "orders", "a"), row(3, "orders", "a"));

        kafka.completeNext();
        kafka.errorNext(TOO_LARGE);

        assertThat(ends).containsExactly(new Delivered(Set.of(1L), Set.of(Slice.ofKey(row(1, "orders", "a")))));
        assertThat(kafka.history()).hasSize(2);
    }

    @Test
    void blamesThePartitionThatDoesNotAnswer() {
        for (var failure : List.of(new TimeoutException("expired"), new NotEnoughReplicasException("1 of 2"))) {
            ends.clear();
            begin(row(1, "orders", "a"), row(2, "orders", "b"));

            kafka.errorNext(failure);
            kafka.completeNext();

            assertThat(ends).containsExactly(new Delivered(Set.of(2L), Set.of(Slice.ofPartition("orders", 0, 6))));
        }
    }

    /** Each try might take seconds. */
    @Test
    void triesATopicOnceThatIsNotThere() {
        kafka.partitionsForException = new TimeoutException("not present in metadata");

        begin(row(1, "nowhere", "a"), row(2, "nowhere", "b"), row(3, "nowhere", "c"));

        assertThat(ends).containsExactly(new Delivered(Set.of(), Set.of(Slice.all("nowhere"))));
        assertThat(kafka.questions).isEqualTo(1);
    }

    /** No message is to blame for what nobody knows. */
    @Test
    void leavesATopicAloneForWhateverIsNotSurelyAMessagesFault() {
        for (var failure : List.of(
                new TopicAuthorizationException("no"),
                new InvalidTopicException("no"),
                new BufferExhaustedException("full"),
                new SaslAuthenticationException("no such user"),
                new UnknownServerException("no"),
                new OutOfOrderSequenceException("no"),
                new KafkaException("part of a batch that had an invalid record"))) {
            ends.clear();
            refusedAtOnce.put("first", failure);
            begin(row(1, "orders", "first"), row(2, "orders", "a"), row(3, "stock", "b"));
            completeAll();

            assertThat(ends).hasSize(1);
            assertThat(ends.getFirst().acknowledged()).containsExactly(3L);
            assertThat(ends.getFirst().refused()).containsExactly(Slice.all("orders"));
        }
    }

    @Test
    void tellsWhetherTheProducerItselfWasRefused() {
        refusedAtOnce.put("first", new SaslAuthenticationException("no such user"));
        begin(row(1, "orders", "first"));
        refusedAtOnce.put("first", TOO_LARGE);
        begin(row(1, "orders", "first"));

        assertThat(ends).extracting(Delivered::shutOut).containsExactly(true, false);
    }

    @Test
    void endsWhereTheProducerIsClosed() {
        kafka.close();

        begin(row(1, "orders", "a"), row(2, "orders", "b"), row(3, "orders", "a"));

        assertThat(ends).hasSize(1);
        assertThat(ends.getFirst().acknowledged()).isEmpty();
    }

    private void begin(OutboxRow... rows) {
        new Delivery(kafka, new CloudEvents("some-function"), Runnable::run, ends::add).begin(List.of(rows));
    }

    private void completeAll() {
        while (kafka.completeNext()) {}
    }

    private static List<PartitionInfo> partitions(String... topics) {
        return Stream.of(topics)
                .flatMap(topic ->
                        IntStream.range(0, 6).mapToObj(number -> new PartitionInfo(topic, number, null, null, null)))
                .toList();
    }
}
