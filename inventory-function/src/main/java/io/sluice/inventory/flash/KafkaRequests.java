package io.sluice.inventory.flash;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.sluice.contracts.Topics;
import io.sluice.inventory.domain.FlashRequest;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

/**
 * Sends admitted requests to Kafka. The plain client is used, on a thread of its own: it may block while the broker is away,
 * and a buyer's request is worth less than a framework's message costs.
 */
@ApplicationScoped
class KafkaRequests implements RequestTopic {

    private static final Logger LOG = Logger.getLogger(KafkaRequests.class);

    private final ObjectMapper json;
    private final Map<String, Object> kafka;
    private final FlashConfig.Topic config;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("flash-requests").daemon().factory());
    private KafkaProducer<String, byte[]> producer;
    private volatile long awayUntilNanos = System.nanoTime();

    @Inject
    KafkaRequests(
            ObjectMapper json, @Identifier("default-kafka-broker") Map<String, Object> kafka, FlashConfig config) {
        this(json, kafka, config.topic());
    }

    KafkaRequests(ObjectMapper json, Map<String, Object> kafka, FlashConfig.Topic config) {
        this.json = json;
        this.kafka = kafka;
        this.config = config;
    }

    /** Whoever goes on afterwards does so in the caller's context: not on Kafka's thread, nor on ours. */
    @Override
    public Uni<List<FlashRequest>> send(List<FlashRequest> requests) {
        if (isAway()) {
            return Uni.createFrom().item(requests);
        }
        var here = Vertx.currentContext();
        var sent = Uni.createFrom()
                .deferred(() -> sendAll(requests))
                .runSubscriptionOn(thread)
                .onFailure()
                .recoverWithItem(requests);
        return here == null ? sent : sent.emitOn(task -> here.runOnContext(_ -> task.run()));
    }

    private boolean isAway() {
        return awayUntilNanos - System.nanoTime() > 0;
    }

    /**
     * On our own thread. All are sent before the first is waited for, so the client packs them into few batches. Whoever
     * queued behind others who waited in vain does not wait as well.
     */
    private Uni<List<FlashRequest>> sendAll(List<FlashRequest> requests) {
        if (isAway()) {
            return Uni.createFrom().item(requests);
        }
        var sent = new ArrayList<CompletableFuture<Boolean>>(requests.size());
        for (var request : requests) {
            sent.add(failedAtOnce(sent) ? CompletableFuture.completedFuture(false) : send(record(request)));
        }
        return Uni.createFrom()
                .completionStage(CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)))
                .map(_ -> IntStream.range(0, sent.size())
                        .filter(number -> !sent.get(number).join())
                        .mapToObj(requests::get)
                        .toList())
                .invoke(lost -> learn(lost.size() == requests.size()));
    }

    /** Whoever waited for the broker in vain does so for all behind it. */
    private static boolean failedAtOnce(List<CompletableFuture<Boolean>> sent) {
        return !sent.isEmpty() && sent.getLast().getNow(true) == Boolean.FALSE;
    }

    private CompletableFuture<Boolean> send(ProducerRecord<String, byte[]> record) {
        var stored = new CompletableFuture<Boolean>();
        try {
            producer().send(record, (_, failure) -> stored.complete(failure == null));
        } catch (RuntimeException blocked) {
            stored.complete(false);
        }
        return stored;
    }

    private ProducerRecord<String, byte[]> record(FlashRequest request) {
        var record = new ProducerRecord<>(Topics.FLASH_REQUESTS, String.valueOf(request.poolId()), write(request));
        record.headers().add("ce_id", request.orderId().toString().getBytes(StandardCharsets.UTF_8));
        return record;
    }

    private void learn(boolean isAway) {
        if (isAway) {
            LOG.warnf(
                    "Kafka took none of a pool's flash requests: all are decided directly; next try in %s",
                    config.pause());
            awayUntilNanos = System.nanoTime() + config.pause().toNanos();
        }
    }

    private byte[] write(FlashRequest request) {
        try {
            return json.writeValueAsBytes(request);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + request, e);
        }
    }

    /** Made when first needed: it fails while the brokers' names do not resolve. */
    private synchronized KafkaProducer<String, byte[]> producer() {
        if (producer == null) {
            var settings = new HashMap<>(kafka);
            settings.put(ProducerConfig.CLIENT_ID_CONFIG, "flash-requests");
            settings.put(ProducerConfig.ACKS_CONFIG, "all");
            settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
            settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, config.block().toMillis());
            settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int)
                    config.answer().toMillis());
            settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int)
                    config.answer().multipliedBy(3).dividedBy(2).toMillis());
            settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, config.memory().asLongValue());
            settings.put(ProducerConfig.BATCH_SIZE_CONFIG, (int) config.batch().asLongValue());
            settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
            producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        thread.shutdown();
        thread.awaitTermination(2, TimeUnit.SECONDS);
        synchronized (this) {
            if (producer != null) {
                producer.close(Duration.ofSeconds(2));
            }
        }
    }
}
