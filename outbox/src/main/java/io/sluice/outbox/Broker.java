package io.sluice.outbox;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Kafka, as the relay sees it. A thread of its own calls the producer, which blocks while it knows no broker and while its
 * buffer is full. No more than one round waits for that thread.
 */
@ApplicationScoped
class Broker {

    /** How long a stop waits for acknowledgements. */
    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final Map<String, Object> settings;
    private final CloudEvents events;
    private final Event<Producer<?, ?>> made;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("outbox").daemon().factory());

    private Producer<String, String> kafka;

    /** Where the brokers are and how to speak to them is said once for the whole function, in {@code kafka.*}. */
    Broker(
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            OutboxConfig config,
            CloudEvents events,
            Event<Producer<?, ?>> made) {
        settings = new HashMap<>(broker);
        settings.putAll(config.kafka());
        settings.put(ProducerConfig.ACKS_CONFIG, "all"); // Promises: nobody may turn them.
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        this.events = events;
        this.made = made;
    }

    /** Sends the rows of a round. */
    Uni<Delivered> send(List<OutboxRow> rows) {
        if (rows.isEmpty()) {
            return Uni.createFrom().item(new Delivered(Set.of(), Set.of()));
        }
        return Uni.createFrom()
                .<Delivered>emitter(round -> new Delivery(producer(), events, thread, round::complete).begin(rows))
                .runSubscriptionOn(thread);
    }

    /** Made when first needed: it fails while the brokers' names do not resolve. */
    private synchronized Producer<String, String> producer() {
        if (kafka == null) {
            kafka = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
            made.fire(kafka); // Micrometer listens.
        }
        return kafka;
    }

    /** Waits a little for what is on its way; what is not acknowledged by then fails, and so does what is sent later. */
    synchronized void close() {
        if (kafka != null) {
            kafka.close(CLOSING);
        }
        thread.shutdown();
    }
}
