package io.sluice.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
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
import org.jboss.logging.Logger;

/**
 * Kafka, as the relay sees it. A thread of its own calls the producer, which blocks while it knows no broker and while its
 * buffer is full. No more than one round waits for that thread.
 *
 * <p>A producer can become one that never sends again, and does not say so: Kafka's own stays without an id for ever if it was
 * refused while it asked for one (KAFKA-20237). So one that was refused, or that nothing came of for some rounds, is replaced.
 */
@ApplicationScoped
class Broker {

    private static final Logger LOG = Logger.getLogger(Broker.class);

    /** Rounds in a row of which nothing was acknowledged: half a minute, of 4 to 12 s each. A new producer costs a moment. */
    private static final int FRUITLESS = 4;

    /** How long a stop waits for acknowledgements. */
    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final Map<String, Object> settings;
    private final CloudEvents events;
    private final MeterRegistry metrics;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("outbox").daemon().factory());

    private Producer<String, String> kafka;
    private KafkaClientMetrics kafkaMetrics;

    /** What is known of the producer, of one round after the other. */
    private int fruitless;

    private boolean isSpent;

    /** Where the brokers are and how to speak to them is said once for the whole function, in {@code kafka.*}. */
    Broker(
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            OutboxConfig config,
            CloudEvents events,
            MeterRegistry metrics) {
        settings = new HashMap<>(broker);
        settings.putAll(config.kafka());
        settings.put(ProducerConfig.ACKS_CONFIG, "all"); // Promises: nobody may turn them.
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        this.events = events;
        this.metrics = metrics;
    }

    /** Sends the rows of a round. */
    Uni<Delivered> send(List<OutboxRow> rows) {
        if (rows.isEmpty()) {
            return Uni.createFrom().item(new Delivered(Set.of(), Set.of()));
        }
        return Uni.createFrom()
                .<Delivered>emitter(round -> new Delivery(producer(), events, thread, round::complete).begin(rows))
                .runSubscriptionOn(thread)
                .invoke(this::judge);
    }

    private void judge(Delivered delivered) {
        fruitless = delivered.acknowledged().isEmpty() ? fruitless + 1 : 0;
        isSpent = delivered.shutOut() || fruitless >= FRUITLESS;
    }

    /** Made when first needed: it fails while the brokers' names do not resolve. */
    private synchronized Producer<String, String> producer() {
        if (isSpent && !thread.isShutdown()) {
            LOG.warn("nothing comes of what is given to Kafka's producer: it is replaced");
            end(Duration.ZERO); // Nothing is on its way: its round has ended.
            fruitless = 0;
            isSpent = false;
        }
        if (kafka == null) {
            kafka = connect(settings);
            kafkaMetrics = new KafkaClientMetrics(kafka);
            kafkaMetrics.bindTo(metrics);
        }
        return kafka;
    }

    Producer<String, String> connect(Map<String, Object> settings) {
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    /** Waits a little for what is on its way; what is not acknowledged by then fails, and so does what is sent later. */
    synchronized void close() {
        thread.shutdown();
        end(CLOSING);
    }

    private void end(Duration patience) {
        if (kafka != null) {
            kafkaMetrics.close();
            kafka.close(patience);
            kafka = null;
        }
    }
}
