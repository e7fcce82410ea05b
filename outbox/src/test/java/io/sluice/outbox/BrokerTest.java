package io.sluice.outbox;

import static io.sluice.outbox.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rounds with producers that answer at once, as a test says. */
class BrokerTest {

    /** What becomes of a message; nothing is wrong without it. */
    private RuntimeException failure;

    private final List<MockProducer<String, String>> made = new ArrayList<>();

    private final Broker broker =
            new Broker(Map.of(), Configs.of(), new CloudEvents("some-function"), new SimpleMeterRegistry()) {
                @Override
                Producer<String, String> connect(Map<String, Object> settings) {
                    var producer = new Answering();
                    made.add(producer);
                    return producer;
                }
            };

    private final class Answering extends MockProducer<String, String> {

        private Answering() {
            super(
                    Cluster.empty().withPartitions(Map.of()),
                    false,
                    null,
                    new StringSerializer(),
                    new StringSerializer());
        }

        @Override
        public List<PartitionInfo> partitionsFor(String topic) {
            return List.of(new PartitionInfo(topic, 0, null, null, null));
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<String, String> record, Callback callback) {
            var sent = super.send(record, callback);
            if (failure == null) {
                completeNext();
            } else {
                errorNext(failure);
            }
            return sent;
        }
    }

    @AfterEach
    void close() {
        broker.close();
    }

    @Test
    void keepsItsProducerWhileSomethingIsAcknowledged() {
        for (var time = 0; time < 10; time++) {
            failure = time % 2 == 0 ? new TimeoutException("expired") : null;
            round();
        }

        assertThat(made).hasSize(1);
    }

    /** It may have no id, and never ask for one again. */
    @Test
    void replacesAProducerThatWasRefused() {
        failure = new SaslAuthenticationException("no such user");
        round();
        failure = null;

        var delivered = round();

        assertThat(delivered.acknowledged()).containsExactly(1L);
        assertThat(made).hasSize(2);
        assertThat(made.getFirst().closed()).isTrue();
        assertThat(made.getLast().closed()).isFalse();
    }

    @Test
    void replacesAProducerThatNothingCameOfForSomeRounds() {
        failure = new TimeoutException("expired");
        for (var time = 0; time < 4; time++) {
            round();
        }
        assertThat(made).hasSize(1);

        round();

        assertThat(made).hasSize(2);
        assertThat(made.getFirst().closed()).isTrue();
    }

    private Delivered round() {
        return broker.send(List.of(row(1, "orders", "a"))).await().atMost(Duration.ofSeconds(20));
    }
}
